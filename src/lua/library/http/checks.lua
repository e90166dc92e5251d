-- helm.http: what is wrong with options. A function returns the words for the error, and nothing if all is well.
local checks = {}

local TOKEN = "^[%w!#$%%&'*+.^_`|~-]+$"

checks.OF_GET = {
  headers = "table", timeout = "number", retries = "number", follow = "boolean", ca = "string", insecure = "boolean",
  max_bytes = "number",
}

checks.OF_REQUEST = { url = "string", method = "string", body = "string" }
checks.OF_DOWNLOAD = { sha256 = "string", progress = "boolean|function" }
for option, kind in pairs(checks.OF_GET) do
  checks.OF_REQUEST[option] = kind
  if option ~= "max_bytes" then checks.OF_DOWNLOAD[option] = kind end
end

local function wrong_headers(headers)
  for name, value in pairs(headers) do
    if type(name) ~= "string" or not name:find(TOKEN) then
      return ("option 'headers': the name of a header expected, got '%s'"):format(tostring(name))
    end
    if type(value) ~= "string" and type(value) ~= "number" then
      return ("option 'headers': string expected for '%s', got %s"):format(name, type(value))
    end
    if tostring(value):find("[\0\r\n]") then
      return ("option 'headers': a value of one line without zero bytes expected for '%s'"):format(name)
    end
  end
end

local function wrong_method(options)
  local method = options.method or "GET"
  if not method:find(TOKEN) then return ("option 'method': a word such as 'POST' expected, got '%s'"):format(method) end
  if options.body and (method == "GET" or method == "HEAD") then
    return ("option 'body': a request with the method %s has none"):format(method)
  end
end

function checks.wrong(options)
  if options.timeout and not (options.timeout > 0 and options.timeout < math.huge) then
    return "option 'timeout': a number of seconds above 0 expected"
  end
  if options.retries and not (math.tointeger(options.retries) and options.retries >= 0) then
    return "option 'retries': an integer from 0 on expected"
  end
  if options.max_bytes and not (options.max_bytes >= 0) then return "option 'max_bytes': a number from 0 on expected" end
  if options.ca and options.ca:find("\0", 1, true) then return "option 'ca': a path without zero bytes expected" end
  local digits = options.sha256 and options.sha256:gsub("^sha256:", "")
  if digits and not (#digits == 64 and digits:find("^%x+$")) then
    return "option 'sha256': 64 hexadecimal digits expected"
  end
  return options.headers and wrong_headers(options.headers) or wrong_method(options)
end

return checks
