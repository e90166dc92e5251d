---@meta cjson

---JSON by [lua-cjson](https://github.com/mpx/lua-cjson) 2.1.0. Every number becomes a float. A failure raises an error; `cjson.safe` returns it.
---@class cjson
---@field null lightuserdata Stands for null in tables and results.
---@field _NAME string
---@field _VERSION string
local cjson = {}

---Returns a value as JSON. A table is an array if all its keys are integers from 1 on, otherwise an object.
---@param value any
---@return string json
function cjson.encode(value) end

---Reads JSON.
---@param json string
---@return any value
function cjson.decode(json) end

---Returns a module with settings of its own.
---@return cjson
function cjson.new() end

---Sets whether `decode` reads numbers that JSON does not have, such as `nan` and `0x10`. Returns the setting.
---@param setting? boolean
---@return boolean setting
function cjson.decode_invalid_numbers(setting) end

---Sets how deep arrays and objects may be for `decode`, 1000 by default. Returns the setting.
---@param depth? integer
---@return integer depth
function cjson.decode_max_depth(depth) end

---Sets what `encode` does with numbers that JSON does not have: false fails, true writes them, "null" writes null. Returns the setting.
---@param setting? boolean|"null"
---@return boolean|"null" setting
function cjson.encode_invalid_numbers(setting) end

---Sets whether `encode` keeps its buffer for the next call. Returns the setting.
---@param keep? boolean
---@return boolean keep
function cjson.encode_keep_buffer(keep) end

---Sets how deep tables may be for `encode`, 1000 by default. Returns the setting.
---@param depth? integer
---@return integer depth
function cjson.encode_max_depth(depth) end

---Sets with how many digits `encode` writes numbers, 14 by default. Returns the setting.
---@param precision? integer
---@return integer precision
function cjson.encode_number_precision(precision) end

---Sets when a table with holes is too sparse to be an array: its highest index is more than `ratio` times the number of its items, and more
---than `safe`. With `convert` it becomes an object instead of an error. Returns the settings.
---@param convert? boolean
---@param ratio? integer
---@param safe? integer
---@return boolean convert
---@return integer ratio
---@return integer safe
function cjson.encode_sparse_array(convert, ratio, safe) end

return cjson
