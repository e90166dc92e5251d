-- helm.http: opens a response, and tries again after a failure that may pass.
local host = ...

local DEFAULT_RETRIES = 3
-- Seconds. A server that wants a longer pause is not waited for.
local PAUSES = { 0.5, 1, 2 }
local LONGEST_PAUSE = 60
local PASSING = { ECONNREFUSED = true, ETIMEDOUT = true, ECONNRESET = true }
local DEFAULT_TIMEOUT = 60

local attempts = {}

local function lines_of(headers)
  local lines = {}
  for name, value in pairs(headers or {}) do
    -- The connection knows how long the body is.
    if name:lower() ~= "content-length" then lines[#lines + 1] = ("%s: %s\n"):format(name, value) end
  end
  table.sort(lines)
  return table.concat(lines)
end

-- Bytes that no URL has stand for themselves, whatever text they are.
local function escape(url)
  local authority, rest = url:match("^(%a[%w+.-]*://[^/?#]*)(.*)$")
  if not authority then return url end
  return authority .. rest:gsub("[\128-\255]", function(char) return ("%%%02X"):format(char:byte()) end)
end

-- Servers want to know that such a request has an empty body.
local WITH_BODY = { POST = "", PUT = "", PATCH = "" }

-- A response whose body was not read yet.
function attempts.open(url, options, hashes)
  local method = options.method or "GET"
  local response, message, code = host.open(
    escape(url), method, lines_of(options.headers), options.body or WITH_BODY[method], options.timeout or DEFAULT_TIMEOUT,
    options.follow ~= false, options.ca, options.insecure, hashes
  )
  if not response then return nil, message, code end
  return response
end

-- Whether the same request may be made twice: the first may have had an effect.
local function may_repeat(method) return method == nil or method == "GET" or method == "HEAD" end

local function pause_after(number, response)
  local pause = math.max(PAUSES[math.min(number, #PAUSES)], response and response.pause or 0)
  return pause <= LONGEST_PAUSE and pause or nil
end

-- Calls `attempt` until it succeeds, or fails for good. It returns a response, or nil, a message and a code; and behind that the
-- response if another attempt may get a better one.
function attempts.repeated(options, attempt)
  local retries = options.retries or may_repeat(options.method) and DEFAULT_RETRIES or 0
  for number = 1, math.huge do
    local response, message, code, bad = attempt()
    local passing = response or bad
    if passing and not passing.passing then passing = nil end
    if number > retries or response and not passing or not response and not (PASSING[code] or passing) then
      return response, message, code, bad
    end
    local pause = pause_after(number, passing)
    if not pause then return response, message, code, bad end
    host.sleep(pause)
  end
end

return attempts
