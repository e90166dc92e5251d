---@meta yaml

---LibYAML's events and tokens, which `lyaml` is made of.
---@class yaml
---@field version string
local yaml = {}

---Returns an object that writes events as YAML.
---@return { emit: fun(event: table): boolean, string? }
function yaml.emitter() end

---Returns an iterator over the events of YAML.
---@param yaml string
---@return fun(): table?
function yaml.parser(yaml) end

---Returns an iterator over the tokens of YAML.
---@param yaml string
---@return fun(): table?
function yaml.scanner(yaml) end

return yaml
