---@meta socket.http

---LuaSocket's requests, for code that uses them; [helm.http](#helmhttp) can do more. Proxies, netrc, certificates and redirects are those of
---`helm.http`, so an address of https is good too. Failures have LuaSocket's words, such as `connection refused` and `timeout`. A file
---`socket/http.lua` of the plugin, or LuaSocket's own, is found first.
---
---```lua
---local http = require "socket.http"
---
---local function get(address)
---  local body, status = http.request(address)
---  if status ~= 200 then return nil, "status " .. tostring(status) end
---  return body
---end
---
---print(http.request("nowhere")) --> nil	invalid url
---```
---@class socket.http
---@field TIMEOUT number How many seconds the server may send nothing.
---@field USERAGENT string
local http = {}

---Makes a request. With a URL it is a GET, with a body too a POST, and the first result is the body. A table has the fields `url`,
---`method`, `headers`, `source` and `sink` (see [ltn12](#ltn12)), `step`, `user`, `password`, `redirect`, `timeout`, `cafile` and `proxy`; then the
---first result is 1. `proxy`, or `http.PROXY` for all requests, is a proxy such as `http://user:password@host:3128`: it is asked for every
---address, whatever the environment says. `create` is an error, because luff makes the connection itself.
---@param request string|table
---@param body? string
---@return string|integer|nil body
---@return integer|string status The message for a failure.
---@return table<string, string>? headers
---@return string? line
function http.request(request, body) end

return http
