---@meta helm.json

---JSON to Lua values and back. A decoded object remembers the order of its keys, and is encoded in that order again.
---
---```lua
---local json = require "helm.json"
---
---local chart = json.decode('{"name": "web", "tags": ["a", "b"], "icon": null}')
---print(chart.name, #chart.tags, chart.icon == json.null) --> web	2	true
---chart.version = "1.2.0"
---print(json.encode(chart)) --> {"name":"web","tags":["a","b"],"icon":null,"version":"1.2.0"}
---```
---@class helm.json
---@field null lightuserdata Stands for JSON's `null`, which is not the absence of a value. It is true in a condition: test for it with `value ~= json.null`. It prints as `null`. `helm.yaml` and `cjson` have the same.
local json = {}

---Returns the value of a JSON text (RFC 8259). Numbers without a fraction become integers if they fit. Of several equal keys the last
---one counts. Bytes in strings stay as they are.
---
---```lua
---print(require("helm.json").decode('{"a": 1,\n "b" 2}')) --> nil	line 2, column 6: expected ':' behind a key, got '2'	EINVAL
---```
---@param text string
---@return any value
---@return string? message Begins with the line and the column.
---@return string? code `EINVAL` if the text is not JSON, or nested deeper than 1000 levels.
function json.decode(text) end

---@class helm.json.encode_options
---@field indent? integer|string Puts each item on a line of its own, behind so many spaces or this text. By default all is one line.
---@field sort_keys? boolean Whether the keys of decoded objects are sorted too; false by default.

---Returns a value as JSON. A table with the keys 1 to n becomes an array, another one an object. An empty table is an object unless
---`json.array`, `json.decode` or another function of the library that returns lists made it an array. The keys of a decoded object come in its order, all others behind them, sorted. What JSON
---does not have (a function, NaN, a list with holes, a decoded array with a name, two keys with one text) raises an error that names its place.
---
---```lua
---local json = require "helm.json"
---
---print(json.encode({ b = 1, a = { 1, 2.5 }, none = json.array() })) --> {"a":[1,2.5],"b":1,"none":[]}
---print(json.encode({ key = "value" }, { indent = 2 }))
-----> {
----->   "key": "value"
-----> }
---```
---@param value any
---@param options? helm.json.encode_options
---@return string text
function json.encode(value, options) end

---Marks a table as an array, and returns it. So an empty one is encoded as `[]`.
---@param list? table A new table by default.
---@return table list
function json.array(list) end

---Whether a value would be encoded as an array.
---@param value any
---@return boolean
function json.is_array(value) end

return json
