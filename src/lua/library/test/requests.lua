-- helm.test: servers that are not asked.
local fakes, host = ...

local requests = {}

-- The fields of an answer.
requests.ANSWER = { status = fakes.integer(100, 599), headers = "table", body = "string", error = fakes.code(host.request_codes, "ECONNREFUSED") }

local MOST_REDIRECTS = 10
local expected, made = {}, {}
local open_bodies, last = {}, 1 << 40

local function is_passing(status) return status == 429 or status == 408 or status >= 500 and status ~= 501 end

-- A URL without its user and password.
local function shown(url) return (url:gsub("^(%a[%w+.-]*://)[^/?#]*@", "%1***@")) end

local function find(request)
  for index = #expected, 1, -1 do
    local entry = expected[index]
    if entry.url == request.url then return entry end
  end
  local known = {}
  for index, entry in ipairs(expected) do known[index] = shown(entry.url) end
  local wanted = ("%s %s"):format(request.method, shown(request.url))
  fakes.miss(("helm.test has no fake for the request %s; it has one for: %s"):format(wanted, table.concat(known, "; ")))
end

local function lower_names(headers)
  local lower = {}
  for name, value in pairs(headers or {}) do lower[name:lower()] = tostring(value) end
  return lower
end

local function request_of(url, method, lines, body)
  local headers = {}
  for name, value in lines:gmatch("([^\n:]+): ([^\n]*)") do headers[name:lower()] = value end
  return { url = url, method = method, headers = headers, body = body or "" }
end

local function answer(request, follows, redirects)
  made[#made + 1] = request
  local response = find(request).response
  if type(response) == "function" then response = fakes.call(response, request, requests.ANSWER, shown(request.url)) end
  local failed = response.error
  if failed then return nil, host.request_failure(request.url, failed) or ("%s: %s"):format(shown(request.url), failed), failed end
  local headers, status = lower_names(response.headers), response.status or 200
  local location = headers.location
  if follows and location and status >= 301 and status <= 308 and status ~= 304 then
    if redirects == MOST_REDIRECTS then return nil, shown(request.url) .. ": too many redirects", "ELOOP" end
    local target = require("socket.url").absolute(request.url, location)
    local method = status < 307 and request.method == "POST" and "GET" or request.method
    return answer({ url = target, method = method, headers = request.headers, body = request.body }, follows, redirects + 1)
  end
  return { status = status, headers = headers, body = request.method == "HEAD" and "" or response.body or "", url = request.url }
end

local function open(url, method, lines, body, _, follows)
  local response, message, code = answer(request_of(url, method, lines, body), follows, 0)
  if not response then return nil, message, code end
  last = last + 1
  open_bodies[last] = { rest = response.body, whole = response.body }
  return { id = last, status = response.status, headers = response.headers, url = response.url, passing = is_passing(response.status) }
end

local makers = {
  open = function() return open end,
  read = function(real)
    return function(id)
      local body = open_bodies[id]
      if not body then return real(id) end
      local part = body.rest
      body.rest = ""
      return part ~= "" and part or nil
    end
  end,
  close = function(real)
    return function(id)
      local body = open_bodies[id]
      if not body then return real(id) end
      open_bodies[id] = nil
      return require("helm.hash").sha256(body.whole)
    end
  end,
  -- A second attempt is not waited for.
  sleep = function() return function() end end,
}

function requests.expect(url, response)
  expected[#expected + 1] = { url = url, response = response or {} }
  fakes.replace("helm.http", makers)
  fakes.replace("socket.http", { open = makers.open, read = makers.read, close = makers.close })
end

function requests.made() return table.move(made, 1, #made, 1, {}) end

function requests.reset() expected, made, open_bodies = {}, {}, {} end

return requests
