-- helm.install: copies one file out of a tar archive, compressed by gzip or not.
local BLOCK = 512
local CHUNK = 1 << 16
-- So much compressed data is unpacked at once: it can become a thousand times as much.
local SLICE = 1 << 12
local LARGEST_NAME = 1 << 16

local function damaged(what) error({ damage = what }, 0) end

-- A function that returns the next bytes, unpacked, and nil at the end.
local function unpacked(handle)
  local stream = require("zlib").inflate()
  local ended, any = false, false
  return function()
    if ended then return nil end
    local packed = handle:read(SLICE)
    if not packed then
      if any then damaged("it ends too early") end
      return nil
    end
    any = true
    local good, text, eof = pcall(stream, packed)
    if not good then damaged("its compression") end
    ended = eof
    return text
  end
end

-- A reader with `take(count)`, which returns at most so many bytes, and `all(count)`, which needs them all.
local function reader_of(more)
  local rest = ""
  local reader = {}
  function reader.take(count)
    while rest == "" do
      rest = more()
      if not rest then
        rest = ""
        return nil
      end
    end
    local part = rest:sub(1, count)
    rest = rest:sub(#part + 1)
    return part
  end
  function reader.all(count)
    local parts, length = {}, 0
    while length < count do
      local part = reader.take(count - length)
      if not part then
        if length == 0 then return nil end
        damaged("it ends too early")
      end
      parts[#parts + 1] = part
      length = length + #part
    end
    return table.concat(parts)
  end
  return reader
end

local function size_of(field)
  if field:byte() >= 0x80 then
    local size = 0
    for index = 5, #field do size = size << 8 | field:byte(index) end
    return size
  end
  return tonumber(field:match("^[%s\0]*([0-7]*)"), 8) or damaged("the size of an entry")
end

local function text_of(field) return field:match("^[^\0]*") end

local function pax_of(text)
  local path, size
  for key, value in text:gmatch("%d+ ([^=\n]+)=([^\n]*)\n") do
    if key == "path" then path = value elseif key == "size" then size = math.tointeger(tonumber(value)) end
  end
  return path, size
end

local function padding(size) return -size % BLOCK end

local function copy(reader, size, write)
  local left = size
  while left > 0 do
    local part = reader.take(math.min(left, CHUNK)) or damaged("it ends too early")
    left = left - #part
    write(part)
  end
end

local function nothing() end

-- Calls write with the content of the first file for which `is_wanted(path)`. Returns whether there is one; raises a table with what
-- is damaged.
local function extract(reader, is_wanted, write)
  local path, size
  while true do
    local header = reader.all(BLOCK)
    if not header or not header:find("[^\0]") then return false end
    local kind = header:sub(157, 157)
    local own_size = size_of(header:sub(125, 136))
    if kind == "x" or kind == "L" then
      if own_size > LARGEST_NAME then damaged("a name that is too long") end
      local text = reader.all(own_size) or damaged("it ends too early")
      copy(reader, padding(own_size), nothing)
      if kind == "L" then path = text_of(text) else path, size = pax_of(text) end
    else
      local prefix = header:sub(258, 262) == "ustar" and text_of(header:sub(346, 500)) or ""
      local name = path or (prefix ~= "" and prefix .. "/" or "") .. text_of(header:sub(1, 100))
      local length = size or own_size
      local is_file = kind == "0" or kind == "\0" or kind == "7"
      if is_file and is_wanted(name) then
        copy(reader, length, write)
        return true
      end
      copy(reader, length + padding(length), nothing)
      if kind ~= "g" then path, size = nil, nil end
    end
  end
end

return function(handle, is_wanted, write)
  local start = handle:read(2)
  handle:seek("set", 0)
  local more = start == "\x1f\x8b" and unpacked(handle) or function() return handle:read(CHUNK) end
  return extract(reader_of(more), is_wanted, write)
end
