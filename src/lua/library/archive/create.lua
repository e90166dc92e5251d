-- helm.archive: makes archives. Their bytes follow from the names, contents and executable bits alone.
local host, input, tar, zip, zlib = ...
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

-- Writes the content of a file. It must be as long as its header says.
local function write_content(entry, write)
  local file <close> = input.require(io.open(entry.place, "rb"))
  local count = 0
  repeat
    local piece, message, number = file:read(PIECE)
    if message then input.require(nil, ("%s: %s"):format(entry.place, message), number) end
    count = count + #(piece or "")
    if count > entry.size or not piece and count < entry.size then fail("EAGAIN", "%s: changed while it was read", entry.place) end
    if piece then write(piece) end
  until not piece
end

local function write_tar(entries, write)
  for _, entry in ipairs(entries) do
    write(tar.header(entry))
    if entry.type == "file" then
      write_content(entry, write)
      write(tar.padding(entry.size))
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

local function write_archive(entries, format, write)
  if format == "zip" then return write_zip(entries, write) end
  if format == "tar" then return write_tar(entries, write) end
  local deflate = zlib().deflate(9, GZIP)
  write_tar(entries, function(bytes) if bytes ~= "" then write((deflate(bytes))) end end)
  write((deflate("", "finish")))
end

-- Writes a file by a function that gets the function that writes bytes. Failures name another file, if it is given.
local function write_file(file, body, shown)
  local handle, opening, code = io.open(file, "wb")
  if not handle and shown and opening:sub(1, #file) == file then opening = shown .. opening:sub(#file + 1) end
  input.require(handle, opening, code)
  local good, fault = pcall(body, function(bytes) if bytes ~= "" then input.require(handle:write(bytes)) end end)
  local closed, message, number = handle:close()
  if not good then error(fault, 0) end
  input.require(closed, message, number)
end

local function is_stream(place)
  local status = fs.stat(place)
  return status and status.type ~= "file" and status.type ~= "directory"
end

-- Writes the archive of a folder. A file of the archive's name stays as it is until the new one is complete; a pipe is written to.
return function(archive, folder, format)
  if fs.is_dir(archive) then fail("EISDIR", "%s: Is a directory", archive) end
  local entries = entries_of(folder, archive)
  local function body(write) write_archive(entries, format, write) end
  if is_stream(archive) then
    write_file(archive, body)
    return true
  end
  local temporary = ("%s.%s.part"):format(archive, host.random())
  host.note_temporary(temporary)
  local good, fault = pcall(function()
    -- The file has another name until it is complete, which its user does not know.
    write_file(temporary, body, archive)
    input.require(os.rename(temporary, archive))
  end)
  if not good then os.remove(temporary) end
  host.forget_temporary(temporary)
  if good then return true end
  error(fault, 0)
end
