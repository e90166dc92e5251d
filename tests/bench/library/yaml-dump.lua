-- Writes tables as a megabyte of YAML with many documents so many times: MODULE COUNT.
local DUMP = {
  ["lyaml"] = function(yaml, documents) return yaml.dump(documents) end,
  ["helm.yaml"] = function(yaml, documents) return yaml.encode_all(documents) end,
}

local function document(number)
  return {
    apiVersion = "v1",
    kind = "ConfigMap",
    metadata = { name = "settings-" .. number, namespace = "default", labels = { app = "web", tier = "front", release = "r" .. number } },
    spec = { replicas = number % 7, paused = number % 2 == 0, ports = { 80, 443, 8080 }, note = "some words and more words" },
  }
end

function main(module, count)
  local yaml, dump = require(module), DUMP[module]
  local documents = {}
  for number = 1, 4400 do documents[number] = document(number) end
  for _ = 1, tonumber(count) do assert(#dump(yaml, documents) > 8e5) end
end
