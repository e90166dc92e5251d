-- helm.install: copies one file out of a zip archive.
local SLICE = 1 << 12
-- The record at the end has 22 bytes, and behind it at most 65535 bytes of a comment.
local LONGEST_END = 22 + 65535

local function damaged(what) error({ damage = what }, 0) end

local function directory_of(handle)
  local length = handle:seek("end")
  local from = math.max(0, length - LONGEST_END)
  handle:seek("set", from)
  local tail = handle:read("a")
  local at
  for found in tail:gmatch("()PK\5\6") do at = found end
  if not at or #tail < at + 21 then damaged("it has no list of its files") end
  local count, size, offset = ("<I2I4I4"):unpack(tail, at + 10)
  handle:seek("set", offset)
  local list = handle:read(size) or ""
  if #list < size then damaged("the list of its files") end
  return list, count
end

local function each_entry(list, count, visit)
  local at = 1
  for _ = 1, count do
    if list:sub(at, at + 3) ~= "PK\1\2" or #list < at + 45 then damaged("the list of its files") end
    local flags, method = ("<I2I2"):unpack(list, at + 8)
    local crc, packed, size, name, extra, comment = ("<I4I4I4I2I2I2"):unpack(list, at + 16)
    local offset = ("<I4"):unpack(list, at + 42)
    local entry = { flags = flags, method = method, crc = crc, packed = packed, size = size, offset = offset }
    entry.name = list:sub(at + 46, at + 45 + name)
    if visit(entry) then return entry end
    at = at + 46 + name + extra + comment
  end
end

-- Calls `take` with the bytes of an entry as they are in the file.
local function each_part(handle, entry, take)
  handle:seek("set", entry.offset)
  local header = handle:read(30) or ""
  if #header < 30 or header:sub(1, 4) ~= "PK\3\4" then damaged("the header of " .. entry.name) end
  local name, extra = ("<I2I2"):unpack(header, 27)
  handle:seek("cur", name + extra)
  local left = entry.packed
  while left > 0 do
    local part = handle:read(math.min(left, SLICE)) or damaged("it ends too early")
    left = left - #part
    take(part)
  end
end

local function copy(handle, entry, write)
  local zlib = require("zlib")
  local check, size, crc = zlib.crc32(), 0, 0
  local function out(text)
    size, crc = size + #text, check(text)
    if size > entry.size then damaged("the size of " .. entry.name) end
    write(text)
  end
  local stream = entry.method == 8 and zlib.inflate(-15)
  each_part(handle, entry, function(part)
    if not stream then return out(part) end
    local good, text = pcall(stream, part)
    if not good then damaged("the compression of " .. entry.name) end
    out(text)
  end)
  if size ~= entry.size or crc ~= entry.crc then damaged("the content of " .. entry.name) end
end

-- As the function of tar.lua.
return function(handle, is_wanted, write)
  local list, count = directory_of(handle)
  local entry = each_entry(list, count, function(each) return each.name:sub(-1) ~= "/" and is_wanted(each.name) end)
  if not entry then return false end
  if entry.flags & 1 == 1 then damaged("it is encrypted") end
  if entry.method ~= 0 and entry.method ~= 8 then damaged("an unknown compression of " .. entry.name) end
  copy(handle, entry, write)
  return true
end
