-- Writes tables that a script has made as JSON so many times: MODULE COUNT.
local function object(number)
  return {
    apiVersion = "v1",
    kind = "ConfigMap",
    metadata = { name = "settings-" .. number, namespace = "default", labels = { app = "web", tier = "front", release = "r" .. number } },
    spec = { replicas = number % 7, paused = number % 2 == 0, ratio = number / 8, ports = { 80, 443, 8080 }, note = 'a "word"\nand more' },
  }
end

function main(module, count)
  local encode = require(module).encode
  local objects = {}
  for number = 1, 8000 do objects[number] = object(number) end
  for _ = 1, tonumber(count) do assert(#encode(objects) > 1e6) end
end
