-- Reads a file of YAML with many documents so many times: MODULE FILE COUNT.
local LOAD = {
  ["lyaml"] = function(yaml, text) return yaml.load(text, { all = true }) end,
  ["helm.yaml"] = function(yaml, text) return yaml.decode_all(text) end,
}

function main(module, path, count)
  local yaml, load = require(module), LOAD[module]
  local file <close> = assert(io.open(path, "rb"))
  local text = file:read("a")
  for _ = 1, tonumber(count) do assert(#load(yaml, text) > 1000) end
end
