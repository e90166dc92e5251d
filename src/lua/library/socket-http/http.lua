local host = ...

local ltn12 = require("ltn12")

local http = { TIMEOUT = 60, USERAGENT = host.agent }

-- LuaSocket's words.
local MESSAGES = {
  ENOTFOUND = "host or service not provided, or not known", ECONNREFUSED = "connection refused",
  ETIMEDOUT = "timeout", ECONNRESET = "closed",
}

local REASONS = {
  [200] = "OK", [201] = "Created", [202] = "Accepted", [204] = "No Content", [206] = "Partial Content",
  [301] = "Moved Permanently", [302] = "Found", [303] = "See Other", [304] = "Not Modified", [307] = "Temporary Redirect",
  [308] = "Permanent Redirect", [400] = "Bad Request", [401] = "Unauthorized", [403] = "Forbidden", [404] = "Not Found",
  [405] = "Method Not Allowed", [409] = "Conflict", [410] = "Gone", [422] = "Unprocessable Entity",
  [429] = "Too Many Requests", [500] = "Internal Server Error", [501] = "Not Implemented", [502] = "Bad Gateway",
  [503] = "Service Unavailable", [504] = "Gateway Timeout",
}

-- LuaSocket's port of a proxy.
local PROXY_PORT = "3128"

local TOKEN = "^[%w!#$%%&'*+.^_`|~-]+$"

local function proxy_of(request) return request.proxy or http.PROXY end

-- What of a request cannot be done, or would become another header or another request; nil if nothing would.
local function wrong(request)
  if request.create ~= nil then return "field 'create': luff makes the connection itself, and can call no function for it" end
  local proxy = proxy_of(request)
  if proxy and not (type(proxy) == "string" and host.show(proxy)) then
    return "field 'proxy': an address such as 'http://proxy.example:3128' expected"
  end
  if request.method ~= nil and not tostring(request.method):find(TOKEN) then
    return ("a method such as 'POST' expected, got '%s'"):format(tostring(request.method))
  end
  for name, value in pairs(request.headers or {}) do
    if type(name) ~= "string" or not name:find(TOKEN) then
      return ("the name of a header expected, got '%s'"):format(tostring(name))
    end
    if tostring(value):find("\0", 1, true) then return ("a value without zero bytes expected for the header '%s'"):format(name) end
  end
end

-- A value of several lines becomes one line.
local function line_of(name, value) return ("%s: %s\n"):format(name, (tostring(value):gsub("[\r\n]+%s*", " "))) end

local function words_for(message, code) return MESSAGES[code] or message end

local function lines_of(headers)
  local lines = {}
  for name, value in pairs(headers or {}) do
    local lower = name:lower()
    -- The connection counts and compresses itself.
    if lower ~= "content-length" and lower ~= "host" and lower ~= "connection" and lower ~= "te" then
      lines[#lines + 1] = line_of(name, value)
    end
  end
  table.sort(lines)
  return table.concat(lines)
end

local function with_user(url, user, password)
  if not user or url:find("^%a+://[^/?#]*@") then return url end
  local encode = require("helm.encoding").url.encode
  local before = encode(user) .. (password and ":" .. encode(password) or "") .. "@"
  return (url:gsub("^(%a+://)", function(scheme) return scheme .. before end))
end

local function body_of(request)
  if not request.source then return nil end
  local into, parts = ltn12.sink.table()
  local good, message = ltn12.pump.all(request.source, into, request.step)
  if not good then return nil, message end
  return table.concat(parts)
end

local function address_of(request)
  if request.url then return with_user(request.url, request.user, request.password) end
  local parts = { scheme = "http", host = request.host, port = request.port, path = request.uri or request.path or "/" }
  return with_user(require("socket.url").build(parts), request.user, request.password)
end

local function with_port(proxy)
  if not proxy then return nil end
  local url = require("socket.url")
  local parts = url.parse(proxy)
  return url.build({ scheme = parts.scheme, authority = parts.authority .. (parts.port and "" or ":" .. PROXY_PORT) })
end

local function follows(request)
  if request.redirect == false then return false end
  return request.redirect == "all" or request.method == nil or request.method == "GET" or request.method == "HEAD"
end

-- Moves the body to the sink. Returns a message if that fails.
local function receive(response, request)
  local read_message, read_code
  local function source()
    local part, message, code = host.read(response.id)
    if part then return part end
    read_message, read_code = message, code
    return nil, message
  end
  local good, done, message = pcall(ltn12.pump.all, source, request.sink or ltn12.sink.null(), request.step)
  host.close(response.id)
  if not good then error(done, 0) end
  if not done then return read_code and words_for(read_message, read_code) or message end
end

local function request_table(request)
  local problem = wrong(request)
  if problem then error(("bad argument #1 to 'request' (%s)"):format(problem), 2) end
  local body, body_message = body_of(request)
  if request.source and not body then return nil, body_message end
  local address = address_of(request)
  if not host.show(address) then return nil, "invalid url" end
  local headers = request.headers or {}
  local agent = http.USERAGENT and not lines_of(headers):lower():find("user%-agent: ") and line_of("User-Agent", http.USERAGENT) or ""
  local response, message, code = host.open(
    address, request.method or "GET", lines_of(headers) .. agent, body, request.timeout or http.TIMEOUT,
    follows(request), request.cafile, request.verify == "none", false, with_port(proxy_of(request))
  )
  if not response then return nil, words_for(message, code) end
  local failure = receive(response, request)
  if failure then return nil, failure end
  local reason = REASONS[response.status]
  local line = ("HTTP/1.1 %d%s"):format(response.status, reason and " " .. reason or "")
  return 1, response.status, response.headers, line
end

-- A request without a table: the body is the first result.
local function request_text(url, body)
  local into, parts = ltn12.sink.table()
  local request = { url = url, sink = into }
  if body then
    request.method, request.source = "POST", ltn12.source.string(body)
    request.headers = { ["content-type"] = "application/x-www-form-urlencoded" }
  end
  local good, status, headers, line = request_table(request)
  if not good then return nil, status end
  return table.concat(parts), status, headers, line
end

function http.request(request, body)
  if type(request) == "table" then return request_table(request) end
  if type(request) ~= "string" then
    error(("bad argument #1 to 'request' (string or table expected, got %s)"):format(type(request)), 2)
  end
  return request_text(request, body)
end

return http
