local host, arguments = ...

local http = {}

local parts = host.parts
local checks = parts.checks()
local attempts = parts.attempts(host)
local body_of = parts.body(host)
local download = parts.download(host, attempts)

-- What of an address may be secret is not shown. In one that is wrong a password may have any character, and may end at the last "@".
local function without_secrets(url)
  local scheme, rest = url:match("^(%a[%w+.-]*://)(.*)$")
  if not scheme then scheme, rest = "", url end
  local login, place = rest:match("^(.*)@(.*)$")
  -- The "@" may also be in a query, and what follows it secret.
  if login and login:find("[?#]") then return scheme .. "…" end
  return scheme .. (place or rest):gsub("[?#].*$", "?…")
end

local function no_url(url)
  return ("%s: an address such as 'https://example.org/file' expected"):format(without_secrets(url)), "EINVAL"
end

local METHODS = { DELETE = true, GET = true, HEAD = true, OPTIONS = true, PATCH = true, POST = true, PUT = true }

-- The options with a method of HTTP in capitals.
local function with_method(options)
  local method = (options.method or "GET"):upper()
  if not METHODS[method] then return options end
  local copy = {}
  for name, value in pairs(options) do copy[name] = value end
  copy.method = method
  return copy
end

local function attempt_request(url, options)
  local response, message, code = attempts.open(url, options, false)
  if not response then return nil, message, code end
  local good, text
  good, text, message, code = pcall(body_of, response, options)
  host.close(response.id)
  if not good then error(text, 0) end
  if not text then return nil, message, code end
  response.body = text
  return response
end

local function request(url, options)
  local response, message, code = attempts.repeated(options, function() return attempt_request(url, options) end)
  if not response then return nil, message, code end
  return { status = response.status, headers = response.headers, body = response.body, url = response.url }
end

function http.get(url, options)
  url = arguments.text(url, 1, "get")
  options = arguments.options(options, 2, "get", checks.OF_GET)
  local wrong = checks.wrong(options)
  if wrong then arguments.refuse(2, "get", wrong) end
  if not host.show(url) then return nil, no_url(url) end
  return request(url, options)
end

function http.request(options)
  options = arguments.options(options, 1, "request", checks.OF_REQUEST)
  if not options.url then arguments.refuse(1, "request", "option 'url': string expected, got nil") end
  options = with_method(options)
  local wrong = checks.wrong(options)
  if wrong then arguments.refuse(1, "request", wrong) end
  if not host.show(options.url) then return nil, no_url(options.url) end
  return request(options.url, options)
end

function http.download(url, file, options)
  url = arguments.text(url, 1, "download")
  file = arguments.path(file, 2, "download")
  options = arguments.options(options, 3, "download", checks.OF_DOWNLOAD)
  local wrong = checks.wrong(options)
  if wrong then arguments.refuse(3, "download", wrong) end
  if not host.show(url) then return nil, no_url(url) end
  return download(url, file, options)
end

return http
