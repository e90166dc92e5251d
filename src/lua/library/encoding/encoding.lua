local host, arguments = ...

local encoding = { base64 = {}, hex = {}, url = {} }
local base64, hex, url = encoding.base64, encoding.hex, encoding.url

local STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
local FOR_URLS = STANDARD:gsub("%+/", "-_")

local function letters_of(alphabet)
  local letters = {}
  for index = 1, 64 do letters[index - 1] = alphabet:sub(index, index) end
  return letters
end

local standard_letters, url_letters = letters_of(STANDARD), letters_of(FOR_URLS)

-- The value of each letter's byte, of both alphabets.
local values = {}
for value = 0, 63 do
  values[standard_letters[value]:byte()] = value
  values[url_letters[value]:byte()] = value
end

local function encode_three(letters, one, two, three)
  local bits = one << 16 | (two or 0) << 8 | (three or 0)
  local text = letters[bits >> 18] .. letters[bits >> 12 & 63]
  if two then text = text .. letters[bits >> 6 & 63] end
  if three then text = text .. letters[bits & 63] end
  return text
end

function base64.encode(text, options)
  text = arguments.text(text, 1, "encode")
  options = arguments.options(options, 2, "encode", { url = "boolean" })
  local letters = options.url and url_letters or standard_letters
  local parts = {}
  for at = 1, #text, 3 do parts[#parts + 1] = encode_three(letters, text:byte(at, at + 2)) end
  local missing = -#text % 3
  return table.concat(parts) .. (options.url and "" or ("="):rep(missing))
end

local function decode_four(one, two, three, four)
  local bits = values[one] << 18 | values[two] << 12 | (three and values[three] or 0) << 6 | (four and values[four] or 0)
  if not three then return string.char(bits >> 16) end
  if not four then return string.char(bits >> 16, bits >> 8 & 255) end
  return string.char(bits >> 16, bits >> 8 & 255, bits & 255)
end

function base64.decode(text)
  text = arguments.text(text, 1, "decode"):gsub("%s+", "")
  local letters, padding = text:match("^([%w+/_-]*)(=*)$")
  if not letters then return nil, "not base64: it has other characters", "EINVAL" end
  local left = #letters % 4
  if left == 1 or #padding > 0 and (left == 0 or #padding ~= 4 - left) then
    return nil, "not base64: its length is wrong", "EINVAL"
  end
  local parts = {}
  for at = 1, #letters, 4 do parts[#parts + 1] = decode_four(letters:byte(at, at + 3)) end
  return table.concat(parts)
end

function hex.encode(text)
  return (arguments.text(text, 1, "encode"):gsub(".", function(char) return ("%02x"):format(char:byte()) end))
end

function hex.decode(text)
  text = arguments.text(text, 1, "decode")
  if #text % 2 == 1 or text:find("%X") then
    return nil, "not hexadecimal: expected an even number of the digits 0-9 and a-f", "EINVAL"
  end
  return (text:gsub("..", function(digits) return string.char(tonumber(digits, 16)) end))
end

function url.encode(text)
  return (arguments.text(text, 1, "encode"):gsub("[^%w%-._~]", function(char) return ("%%%02X"):format(char:byte()) end))
end

local function decode(text)
  return (text:gsub("%%(%x%x)", function(digits) return string.char(tonumber(digits, 16)) end))
end

function url.decode(text)
  text = arguments.text(text, 1, "decode")
  if text:gsub("%%%x%x", ""):find("%", 1, true) then
    return nil, "not an encoded text: a % is not followed by two hexadecimal digits", "EINVAL"
  end
  return decode(text)
end

local MOST_PORT = 65535

-- The parts of "user:password@host:port".
local function authority_of(text, parts)
  local userinfo, address = text:match("^(.*)@([^@]*)$")
  address = address or text
  if userinfo then
    local user, password = userinfo:match("^([^:]*):(.*)$")
    parts.user = decode(user or userinfo)
    parts.password = password and decode(password)
  end
  local host, port = address:match("^(%[[%x:.]+%]):?(%d*)$")
  if not host then host, port = address:match("^([^:]*):?(%d*)$") end
  if not host or host:find("[%s%c]") then return false end
  if port ~= "" and not (tonumber(port) >= 1 and tonumber(port) <= MOST_PORT) then return false end
  parts.host = host:lower()
  parts.port = math.tointeger(tonumber(port))
  return true
end

function url.parse(text)
  text = arguments.text(text, 1, "parse")
  local scheme, rest = text:match("^(%a[%w+.-]*):(.*)$")
  if not scheme then return nil, "not a URL: it begins with no scheme such as https:", "EINVAL" end
  local before, fragment = rest:match("^([^#]*)#(.*)$")
  local main, query = (before or rest):match("^([^?]*)%?(.*)$")
  main = main or before or rest
  local parts = { scheme = scheme:lower(), query = query, fragment = fragment }
  local authority, path = main:match("^//([^/]*)(.*)$")
  if authority and not authority_of(authority, parts) then
    return nil, "not a URL: it has no valid host and port", "EINVAL"
  end
  parts.path = path or main
  return parts
end

-- zlib's number for gzip instead of its own format.
local GZIP = 15 + 16
local BEST, MOST_LEVEL = 9, 9
-- Little at once, because it can become a thousand times as much.
local BLOCK = 1 << 14

function encoding.gzip(text, options)
  text = arguments.text(text, 1, "gzip")
  options = arguments.options(options, 2, "gzip", { level = "number" })
  local level = options.level or BEST
  if math.type(level) ~= "integer" or level < 0 or level > MOST_LEVEL then
    arguments.refuse(2, "gzip", ("option 'level': 0 to %d expected, got %s"):format(MOST_LEVEL, level))
  end
  return (host.library().deflate(level, GZIP)(text, "finish"))
end

-- Gzip data may be several parts, one behind the other.
local function inflate_all(text, most)
  local zlib = host.library()
  local parts, total, at = {}, 0, 1
  repeat
    local inflate = zlib.inflate(GZIP)
    local part, ended, taken
    local from = at
    repeat
      local block = text:sub(at, at + BLOCK - 1)
      part, ended, taken = inflate(block)
      parts[#parts + 1] = part
      total = total + #part
      if total > most then return nil, ("not unpacked: it has more than %s %s"):format(most, most == 1 and "byte" or "bytes"), "EFBIG" end
      at = ended and from + math.tointeger(taken) or at + #block
    until ended or at > #text
    if not ended then return nil, "not gzip: it ends too early", "EINVAL" end
  until at > #text
  return table.concat(parts)
end

function encoding.gunzip(text, options)
  text = arguments.text(text, 1, "gunzip")
  options = arguments.options(options, 2, "gunzip", { max_bytes = "number" })
  if options.max_bytes and not (options.max_bytes >= 0) then arguments.refuse(2, "gunzip", "option 'max_bytes': a number from 0 on expected") end
  if text:sub(1, 2) ~= "\x1f\x8b" then return nil, "not gzip: it does not begin as gzip does", "EINVAL" end
  local good, content, message, code = pcall(inflate_all, text, options.max_bytes or math.huge)
  if good then return content, message, code end
  -- zlib's own errors begin with a name such as DataError.
  if not tostring(content):find("^%u%a+: ") then error(content, 0) end
  return nil, "not gzip: its content is damaged", "EINVAL"
end

return encoding
