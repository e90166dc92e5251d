---@meta ltn12

---LuaSocket's sources, filters, sinks and pumps. A source returns a chunk of data at each call, and nil at the end; a sink takes chunks; a
---filter changes them. A file `ltn12.lua` of the plugin is found first.
---
---```lua
---local ltn12 = require "ltn12"
---
---local into, parts = ltn12.sink.table()
---ltn12.pump.all(ltn12.source.string("some text"), ltn12.sink.chain(function(chunk) return chunk and chunk:upper() end, into))
---print(parts[1]) --> SOME TEXT
---```
---@class ltn12
---@field BLOCKSIZE integer
---@field _VERSION string
local ltn12 = {}

---A filter that calls `low(context, chunk, extra)`, which returns the result and the next context.
---@param low function
---@param context any
---@param extra? any
---@return function filter
function ltn12.filter.cycle(low, context, extra) end

---One filter of several.
---@param ... function
---@return function filter
function ltn12.filter.chain(...) end

---A source without data.
---@return function source
function ltn12.source.empty() end

---A source that fails.
---@param message string
---@return function source
function ltn12.source.error(message) end

---What is in an open file, which is closed at its end. Takes the results of `io.open`.
---@param handle file*?
---@param message? string
---@return function source
function ltn12.source.file(handle, message) end

---A source that may return another one in its place.
---@param src function
---@return function source
function ltn12.source.simplify(src) end

---A text, in chunks.
---@param text string
---@return function source
function ltn12.source.string(text) end

---The elements of a list.
---@param list string[]
---@return function source
function ltn12.source.table(list) end

---A source that takes chunks back: called with one, it returns that first.
---@param src function
---@return function source
function ltn12.source.rewind(src) end

---Several sources, one after the other.
---@param ... function
---@return function source
function ltn12.source.cat(...) end

---A source behind filters.
---@param src function
---@param ... function
---@return function source
function ltn12.source.chain(src, ...) end

---Adds the chunks to a list.
---@param list? table
---@return function sink
---@return table list
function ltn12.sink.table(list) end

---A sink that may return another one in its place.
---@param snk function
---@return function sink
function ltn12.sink.simplify(snk) end

---Writes to an open file, and closes it at the end. Takes the results of `io.open`.
---@param handle file*?
---@param message? string
---@return function sink
function ltn12.sink.file(handle, message) end

---A sink that takes everything.
---@return function sink
function ltn12.sink.null() end

---A sink that fails.
---@param message string
---@return function sink
function ltn12.sink.error(message) end

---A sink behind filters: the last argument is the sink.
---@param ... function
---@return function sink
function ltn12.sink.chain(...) end

---Moves one chunk.
---@param src function
---@param snk function
---@return integer? done
---@return string? message
function ltn12.pump.step(src, snk) end

---Moves all chunks.
---@param src function
---@param snk function
---@param step? function
---@return integer? done
---@return string? message
function ltn12.pump.all(src, snk, step) end

return ltn12
