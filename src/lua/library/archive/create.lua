-- helm.archive: makes archives. Their bytes follow from the names, contents and executable bits alone.
local input, tar, zip, zlib = ...
local fs, path = require("helm.fs"), require("helm.path")
local fail = input.fail

local PIECE = 1 << 16
local GZIP = 15 + 16

local function done(result, message, code)
  if not result then fail(code, "%s", message) end
  return result
end

local function entry_of(folder, name, kind)
  local place = path.join(folder, name)
  local status = done(fs.stat(place, { follow = false }))
  if kind == "link" then return { name = name, place = place, type = kind, mode = 511, size = 0, target = done(fs.readlink(place)) } end
  if kind == "directory" then return { name = name .. "/", place = place, type = kind, mode = 493, size = 0, target = "" } end
  local mode = status.mode & 64 ~= 0 and 493 or 420
  return { name = name, place = place, type = kind, mode = mode, size = status.size, target = "" }
end

-- The entries of a folder in the order of their names, without the archive itself.
local function entries_of(folder, archive)
  local entries, own = {}, fs.stat(archive)
  done(fs.list(folder))
  for place, kind in fs.walk(folder) do
    local status = fs.stat(place, { follow = false })
    local is_own = own and status and own.device == status.device and own.number == status.number
    if not is_own and (kind == "file" or kind == "directory" or kind == "link") then
      entries[#entries + 1] = entry_of(folder, path.rel(place, folder), kind)
    end
  end
  table.sort(entries, function(one, other) return one.name < other.name end)
  return entries
end

local function write_tar(entries, write)
  for _, entry in ipairs(entries) do
    write(tar.header(entry))
    if entry.type == "file" then
      local file = input.require(io.open(entry.place, "rb"))
      local count = 0
      for piece in function() return file:read(PIECE) end do
        count = count + #piece
        write(piece)
      end
      file:close()
      if count ~= entry.size then fail("EAGAIN", "%s: changed while it was read", entry.place) end
      write(tar.padding(count))
    end
  end
  write(tar.ending())
end

local function write_zip(entries, write)
  local add, ending = zip.writer()
  for _, entry in ipairs(entries) do
    local content = entry.target
    if entry.type == "file" then content = done(fs.read(entry.place)) end
    write(add(entry, content))
  end
  write(ending())
end

-- Writes the archive of a folder.
return function(archive, folder, format)
  local file = input.require(io.open(archive, "wb"))
  local function write(bytes) if bytes ~= "" then input.require(file:write(bytes)) end end
  local good, fault = pcall(function()
    local entries = entries_of(folder, archive)
    if format == "zip" then return write_zip(entries, write) end
    if format == "tar" then return write_tar(entries, write) end
    local deflate = zlib().deflate(9, GZIP)
    write_tar(entries, function(bytes) if bytes ~= "" then write((deflate(bytes))) end end)
    write((deflate("", "finish")))
  end)
  local closed, message, number = file:close()
  if not good then
    os.remove(archive)
    error(fault, 0)
  end
  input.require(closed, message, number)
  return true
end
