---@meta socket.url

---LuaSocket's functions for URLs. A file `socket/url.lua` of the plugin, or LuaSocket's own, is found first.
---
---```lua
---local url = require "socket.url"
---
---print(url.absolute("https://example.org/charts/index.yaml", "web-1.0.0.tgz")) --> https://example.org/charts/web-1.0.0.tgz
---```
---@class socket.url
---@field _VERSION string
local url = {}

---Replaces all characters but letters, digits and `_` by `%` and two hexadecimal digits.
---@param text string
---@return string escaped
function url.escape(text) end

---@param text string
---@return string text
function url.unescape(text) end

---Takes a URL apart: `scheme`, `authority`, `userinfo`, `user`, `password`, `host`, `port`, `path`, `params`, `query`, `fragment`.
---@param text string
---@param default? table What is not in the URL comes from here.
---@return table? parts
---@return string? message
function url.parse(text, default) end

---Puts parts together.
---@param parts table
---@return string text
function url.build(parts) end

---The URL that a relative one means beside another one.
---@param base string|table
---@param relative string
---@return string text
function url.absolute(base, relative) end

---Splits a path into its segments, unescaped. The fields `is_absolute` and `is_directory` say where it has slashes.
---@param path string
---@return table segments
function url.parse_path(path) end

---Puts segments together.
---@param segments table
---@param unsafe? boolean Whether the segments are taken as they are.
---@return string path
function url.build_path(segments, unsafe) end

return url
