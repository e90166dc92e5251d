-- helm.archive: the entries of a zip archive, from the directory at its end.
local input, zlib = ...
local fail = input.fail
local zip = {}

local RAW = -15
local PIECE = 1 << 14
local UNIX = 3
local LINK, FOLDER, KIND = 40960, 16384, 61440
local LOCAL, CENTRAL, ENDING = "PK\3\4", "PK\1\2", "PK\5\6"
local MOST_COMMENT = 65535
local STORED, DEFLATED = 0, 8

local function damaged(what) fail("EINVAL", "the archive is damaged: %s", what) end

local function read_at(file, at, count)
  file:seek("set", at)
  local bytes = count == 0 and "" or file:read(count) or ""
  if #bytes < count then damaged("it ends too early") end
  return bytes
end

-- Where the directory begins, and how many entries it has.
local function find_directory(file)
  local size = file:seek("end")
  local length = math.min(size, MOST_COMMENT + 22)
  local tail = read_at(file, size - length, length)
  for at = #tail - 21, 1, -1 do
    if tail:sub(at, at + 3) == ENDING then
      local count, _, start = string.unpack("<I2I4I4", tail, at + 10)
      if count == 0xFFFF or start == 0xFFFFFFFF then fail("ENOTSUP", "the archive is a zip archive of more than 4 GB or 65,534 entries") end
      return start, count
    end
  end
  damaged("it has no directory")
end

-- Adds the function that returns the content piece by piece, and compares its checksum at the end.
local function add_content(entry, file)
  local at, left, inflate, crc, total, done
  local function begin()
    local header = read_at(file, entry.offset, 30)
    if header:sub(1, 4) ~= LOCAL then damaged("an entry is not where its directory says") end
    local name, extra = string.unpack("<I2I2", header, 27)
    at, left, crc, total, done = entry.offset + 30 + name + extra, entry.packed, zlib().crc32(), 0, false
    inflate = entry.method == DEFLATED and zlib().inflate(RAW) or function(bytes) return bytes end
  end
  local function finish()
    done = true
    if total ~= entry.size or total > 0 and math.tointeger(crc("")) ~= entry.crc then damaged(("the checksum of '%s' is wrong"):format(entry.name)) end
    return nil
  end
  entry.pieces = function()
    if not at then begin() end
    while not done do
      if left == 0 then return finish() end
      local packed = read_at(file, at, math.min(left, PIECE))
      at, left = at + #packed, left - #packed
      local good, piece = pcall(inflate, packed)
      if not good then
        if not tostring(piece):find("^%u%a+: ") then error(piece, 0) end
        damaged(("the content of '%s' is wrong"):format(entry.name))
      end
      total = total + #piece
      if total > entry.size then damaged(("'%s' is larger than its directory says"):format(entry.name)) end
      crc(piece)
      if piece ~= "" then return piece end
    end
    return nil
  end
end

local function read_whole(entry)
  local parts = {}
  for piece in entry.pieces do parts[#parts + 1] = piece end
  return table.concat(parts)
end

local function entry_of(file, fields, name)
  local made_by, flags, method, crc, packed, size, attributes, offset = table.unpack(fields)
  if flags & 1 ~= 0 then fail("ENOTSUP", "the entry '%s' is encrypted", name) end
  if method ~= STORED and method ~= DEFLATED then fail("ENOTSUP", "the entry '%s' is compressed by an unknown method", name) end
  if packed == 0xFFFFFFFF or size == 0xFFFFFFFF or offset == 0xFFFFFFFF then fail("ENOTSUP", "the entry '%s' has more than 4 GB", name) end
  local mode = made_by >> 8 == UNIX and attributes >> 16 or 0
  local kind = (name:find("[/\\]$") or mode & KIND == FOLDER) and "directory" or mode & KIND == LINK and "link" or "file"
  local entry = { name = name, type = kind, mode = mode & 511, size = size, target = "", method = method, crc = crc, packed = packed, offset = offset }
  add_content(entry, file)
  if kind == "link" then
    if size > 4096 then damaged(("the link '%s' is too long"):format(name)) end
    entry.target = read_whole(entry)
    entry.size = 0
  end
  return entry
end

-- An iterator over the entries.
function zip.entries(file)
  local at, count = find_directory(file)
  return function()
    if count == 0 then return nil end
    count = count - 1
    local header = read_at(file, at, 46)
    if header:sub(1, 4) ~= CENTRAL then damaged("its directory is wrong") end
    local made_by, _, flags, method, _, crc, packed, size, name, extra, comment, _, _, attributes, offset = string.unpack("<I2I2I2I2I4I4I4I4I2I2I2I2I2I4I4", header, 5)
    local entry = entry_of(file, { made_by, flags, method, crc, packed, size, attributes, offset }, read_at(file, at + 46, name))
    at = at + 46 + name + extra + comment
    return entry
  end
end

-- The time and the date: 1980-01-01.
local TIME, DATE = 0, 33
local UTF8_NAMES = 2048

-- A writer: a function that adds an entry with its content, and one that returns the end.
function zip.writer()
  local directory, offset, count = {}, 0, 0
  local function add(entry, content)
    local name = entry.name
    local packed = content == "" and "" or zlib().deflate(9, RAW)(content, "finish")
    local method = #packed < #content and DEFLATED or STORED
    if method == STORED then packed = content end
    local crc = content == "" and 0 or math.tointeger(zlib().crc32()(content))
    local common = string.pack("<I2I2I2I2I2I4I4I4I2I2", 20, UTF8_NAMES, method, TIME, DATE, crc, #packed, #content, #name, 0)
    local kind = entry.type == "directory" and FOLDER or entry.type == "link" and LINK or 32768
    local attributes = (kind | entry.mode) << 16 | (entry.type == "directory" and 16 or 0)
    directory[#directory + 1] = CENTRAL .. string.pack("<I2", UNIX << 8 | 20) .. common .. string.pack("<I2I2I2I4I4", 0, 0, 0, attributes, offset) .. name
    local bytes = LOCAL .. common .. name .. packed
    offset, count = offset + #bytes, count + 1
    if offset > 0xFFFFFFFE or count > 0xFFFE then fail("ENOTSUP", "a zip archive has at most 4 GB and 65,534 entries") end
    return bytes
  end
  local function ending()
    local all = table.concat(directory)
    return all .. ENDING .. string.pack("<I2I2I2I2I4I4I2", 0, 0, count, count, #all, offset, 0)
  end
  return add, ending
end

return zip
