-- Concise binary objects, RFC 8949: the types that Lua has.
local cbor = { null = setmetatable({}, { __tostring = function() return "null" end }) }

local function head(major, n)
  local m = major << 5
  if n < 24 then return string.pack("B", m | n) end
  if n < 2 ^ 8 then return string.pack(">BB", m | 24, n) end
  if n < 2 ^ 16 then return string.pack(">BI2", m | 25, n) end
  if n < 2 ^ 32 then return string.pack(">BI4", m | 26, n) end
  return string.pack(">BI8", m | 27, n)
end

local encoders = {}
encoders["nil"] = function() return "\xf7" end
encoders.boolean = function(v) return v and "\xf5" or "\xf4" end
encoders.string = function(v) return head(utf8.len(v) and 3 or 2, #v) .. v end
encoders.number = function(v)
  if math.type(v) == "integer" then return v >= 0 and head(0, v) or head(1, -1 - v) end
  if v ~= v or string.unpack(">f", string.pack(">f", v)) == v then return string.pack(">Bf", 0xfa, v) end
  return string.pack(">Bd", 0xfb, v)
end
encoders.table = function(v)
  if v == cbor.null then return "\xf6" end
  local parts = {}
  if #v > 0 or next(v) == nil then
    for i, item in ipairs(v) do parts[i] = cbor.encode(item) end
    return head(4, #v) .. table.concat(parts)
  end
  for key, item in pairs(v) do parts[#parts + 1] = cbor.encode(key) .. cbor.encode(item) end
  table.sort(parts)
  return head(5, #parts) .. table.concat(parts)
end

function cbor.encode(value)
  local encoder = encoders[type(value)] or error("cannot encode a " .. type(value))
  return encoder(value)
end

local simple = { [20] = false, [21] = true, [22] = cbor.null }
local sizes = { [24] = ">B", [25] = ">I2", [26] = ">I4", [27] = ">i8" }

local function decode(s, at)
  local first
  first, at = string.unpack("B", s, at)
  local major, n = first >> 5, first & 31
  if major == 7 then
    if n == 26 then return string.unpack(">f", s, at) end
    if n == 27 then return string.unpack(">d", s, at) end
    return simple[n], at
  end
  if n > 27 then error("length " .. n .. " is not supported") end
  if n > 23 then n, at = string.unpack(sizes[n], s, at) end
  if major == 0 then return n, at elseif major == 1 then return -1 - n, at end
  if major <= 3 then
    if at + n - 1 > #s then error("text ends too early") end
    return s:sub(at, at + n - 1), at + n
  end
  local result = {}
  for i = 1, n do
    local key = i
    if major == 5 then key, at = decode(s, at) end
    result[key], at = decode(s, at)
  end
  return result, at
end

function cbor.decode(s) return (decode(s, 1)) end

return cbor
