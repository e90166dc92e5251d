---@meta ssl.https

---LuaSec's requests over https. They differ in one thing: the server's certificate must be right, unless `verify` is `"none"`. A file
---`ssl/https.lua` of the plugin, or LuaSec's own, is found first.
---
---```lua
---local https = require "ssl.https"
---
---print(https.request("http://example.org")) --> nil	invalid url
---```
---@class ssl.https
---@field PORT integer
---@field TIMEOUT number How many seconds the server may send nothing.
local https = {}

---Makes a request as [socket.http](#sockethttp), with `cafile`, `verify` and `proxy`. A request with a table follows redirects only if `redirect` is true.
---@param request string|table
---@param body? string
---@return string|integer|nil body
---@return integer|string status The message for a failure.
---@return table<string, string>? headers
---@return string? line
function https.request(request, body) end

return https
