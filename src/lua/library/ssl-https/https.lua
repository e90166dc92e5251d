local http = require("socket.http")

local https = { PORT = 443, TIMEOUT = 60 }

-- LuaSec follows no redirect unless it is told to, and trusts any certificate. luff does not do the latter by default.
function https.request(request, body)
  local kind = type(request)
  if kind ~= "table" and kind ~= "string" then
    error(("bad argument #1 to 'request' (string or table expected, got %s)"):format(kind), 2)
  end
  local url = kind == "string" and request or request.url
  if type(url) == "string" and not url:find("^[hH][tT][tT][pP][sS]:") then return nil, "invalid url" end
  if kind == "string" then return http.request(url, body) end
  if request.create then return nil, "create function not permitted" end
  local own = {}
  for name, value in pairs(request) do own[name] = value end
  own.redirect = request.redirect or false
  own.timeout = request.timeout or https.TIMEOUT
  return http.request(own)
end

return https
