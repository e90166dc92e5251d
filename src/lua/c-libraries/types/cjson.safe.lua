---@meta cjson.safe

---As `cjson`, but a failure returns nil and a message.
---@class cjson.safe: cjson
local safe = {}

---Returns a value as JSON, or nil and a message.
---@param value any
---@return string? json
---@return string? message
function safe.encode(value) end

---Reads JSON. Returns nil and a message for what is none.
---@param json string
---@return any value
---@return string? message
function safe.decode(json) end

---Returns a module with settings of its own.
---@return cjson.safe
function safe.new() end

return safe
