-- helm.archive: the entries of a tar archive. Each has a function `pieces` that returns the next bytes of its content.
local input = ...
local fail = input.fail
local tar = {}

local BLOCK = 512
local PIECE = 1 << 16
local KINDS = { ["0"] = "file", ["\0"] = "file", ["7"] = "file", ["5"] = "directory", ["2"] = "link", ["1"] = "hardlink" }
-- What belongs to the next entry: headers of POSIX, and GNU's long names.
local EXTRA = { x = true, g = true, L = true, K = true }
local MOST_EXTRA = 1 << 20
-- 1980-01-01, the first time that zip archives know too.
local TIME = 315532800
-- The most that the eleven digits of a header can say.
local MOST_SIZE = (1 << 33) - 1

local function text_at(block, from, length) return block:sub(from, from + length - 1):match("^[^\0]*") end

local function refuse_number() fail("EINVAL", "the archive is damaged: a header has a wrong number") end

-- The number in the bytes of a field behind its first one. No negative one comes out of it.
local function binary_number(field)
  local number = 0
  for at = 2, #field do
    if number >> 55 ~= 0 then refuse_number() end
    number = number << 8 | field:byte(at)
  end
  return number
end

-- A number in octal digits, or in binary behind a first byte of 0x80.
local function number_at(block, from, length)
  local field = block:sub(from, from + length - 1)
  if field:byte() == 0x80 then return binary_number(field) end
  local digits = field:match("^[ \0]*([0-7]*)[ \0]*$")
  if not digits then refuse_number() end
  return digits == "" and 0 or tonumber(digits, 8)
end

local function require_checksum(block)
  local sum = 8 * 32
  for at = 1, BLOCK do if at < 149 or at > 156 then sum = sum + block:byte(at) end end
  if number_at(block, 149, 8) ~= sum then fail("EINVAL", "the archive is damaged: a header has a wrong checksum") end
end

local function read_header(block)
  require_checksum(block)
  local name, prefix = text_at(block, 1, 100), ""
  if block:sub(258, 263) == "ustar\0" then prefix = text_at(block, 346, 155) end
  return {
    name = prefix ~= "" and prefix .. "/" .. name or name,
    mode = number_at(block, 101, 8) & 511,
    size = number_at(block, 125, 12),
    flag = block:sub(157, 157),
    target = text_at(block, 158, 100),
  }
end

local function refuse_extra() fail("EINVAL", "the archive is damaged: an extended header is wrong") end

-- The records "LENGTH KEY=VALUE\n" of an extended header. The length is that of the whole record.
local function read_records(content, extra)
  local at = 1
  while at <= #content do
    local digits, key = content:match("^(%d+) ([^=]*)=", at)
    if not digits then refuse_extra() end
    local length, start = tonumber(digits), #digits + #key + 2
    local stop = at + length - 1
    if length <= start or stop > #content or content:sub(stop, stop) ~= "\n" then refuse_extra() end
    extra[key] = content:sub(at + start, stop - 1)
    at = stop + 1
  end
end

local function read_extra(header, read, extra)
  if header.size > MOST_EXTRA then fail("EINVAL", "the archive is damaged: an extended header is too large") end
  local content, padding = read(header.size), -header.size % BLOCK
  if #content < header.size or #read(padding) < padding then fail("EINVAL", "the archive is damaged: it ends too early") end
  if header.flag == "x" then read_records(content, extra) end
  if header.flag == "L" then extra.path = content:match("^[^\0]*") end
  if header.flag == "K" then extra.linkpath = content:match("^[^\0]*") end
end

-- The size of a file: that of its extended header, if there is one.
local function size_of(header, extra)
  if not extra.size then return header.size end
  local size = extra.size:find("^%d+$") and math.tointeger(tonumber(extra.size))
  if not size then refuse_extra() end
  return size
end

local function entry_of(header, extra)
  local name = extra.path or header.name
  local kind = KINDS[header.flag]
  if not kind then fail("ENOTSUP", "the entry '%s' is neither a file, a folder nor a link", name) end
  if kind == "file" and name:sub(-1) == "/" then kind = "directory" end
  local size = kind == "file" and size_of(header, extra) or 0
  return { name = name, type = kind, mode = header.mode, size = size, target = extra.linkpath or header.target }
end

-- Adds the function that returns the content piece by piece, and returns what skips the rest of it.
local function add_content(entry, read)
  local left = entry.size
  entry.pieces = function()
    if left == 0 then return nil end
    local wanted = math.min(left, PIECE)
    local piece = read(wanted)
    if #piece < wanted then fail("EINVAL", "the archive is damaged: it ends in '%s'", entry.name) end
    left = left - #piece
    return piece
  end
  return function()
    while entry.pieces() do end
    local padding = -entry.size % BLOCK
    if #read(padding) < padding then fail("EINVAL", "the archive is damaged: it ends behind '%s'", entry.name) end
  end
end

-- Whether a block is the header of an entry. Archives from before POSIX have only the checksum.
local function is_header(block)
  return #block == BLOCK and (block:sub(258, 262) == "ustar" or (pcall(require_checksum, block)))
end

-- An iterator over the entries. Compressed bytes may be those of anything.
function tar.entries(read, is_compressed)
  local skip
  local is_first = is_compressed
  return function()
    if skip then skip() end
    local extra = {}
    while true do
      local block = read(BLOCK)
      if block == "" or block == ("\0"):rep(BLOCK) then return nil end
      if is_first and not is_header(block) then fail("EINVAL", "not an archive: it is compressed, but is no tar archive") end
      is_first = false
      if #block < BLOCK then fail("EINVAL", "the archive is damaged: it ends too early") end
      local header = read_header(block)
      if not EXTRA[header.flag] then
        local entry = entry_of(header, extra)
        skip = add_content(entry, read)
        return entry
      end
      read_extra(header, read, extra)
    end
  end
end

local function octal(value, digits) return ("%0" .. digits .. "o"):format(value) end

local function padded(text) return (text .. ("\0"):rep(100)):sub(1, 100) end

local function header_of(name, mode, size, flag, target)
  local numbers = { octal(mode, 7), octal(0, 7), octal(0, 7), octal(size, 11), octal(TIME, 11) }
  local fields = padded(name) .. table.concat(numbers, "\0") .. "\0"
  local rest = flag .. padded(target) .. "ustar\00000" .. ("\0"):rep(247)
  local sum = 8 * 32
  for char in (fields .. rest):gmatch(".") do sum = sum + char:byte() end
  return fields .. octal(sum, 6) .. "\0 " .. rest
end

local function record(key, value)
  local rest = " " .. key .. "=" .. value .. "\n"
  local length = #rest + #tostring(#rest)
  if #tostring(length) > #tostring(#rest) then length = length + 1 end
  return length .. rest
end

local function fits(text) return #text <= 100 and not text:find("[^\x20-\x7e]") end

-- The bytes before the content of an entry.
function tar.header(entry)
  local records = ""
  if not fits(entry.name) then records = record("path", entry.name) end
  if not fits(entry.target) then records = records .. record("linkpath", entry.target) end
  local size = entry.size
  if size > MOST_SIZE then records, size = records .. record("size", ("%d"):format(size)), 0 end
  local flag = entry.type == "directory" and "5" or entry.type == "link" and "2" or "0"
  local own = header_of(entry.name, entry.mode, size, flag, entry.target)
  if records == "" then return own end
  return header_of("PaxHeaders/entry", 420, #records, "x", "") .. records .. ("\0"):rep(-#records % BLOCK) .. own
end

function tar.padding(size) return ("\0"):rep(-size % BLOCK) end

function tar.ending() return ("\0"):rep(2 * BLOCK) end

return tar
