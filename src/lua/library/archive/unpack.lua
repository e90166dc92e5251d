-- helm.archive: unpacks entries into a folder. Nothing leaves it, and nothing is written through a link.
local input, names, make_links, host = ...
local fs, path = require("helm.fs"), require("helm.path")
local fail, refuse = input.fail, names.refuse

local function done(result, message, code)
  if not result then fail(code, "%s", message) end
  return result
end

-- The part of an entry's name that counts, nil for one that is left out.
local function wanted_parts(entry, options)
  local parts = names.safe(entry.name)
  parts = table.move(parts, (options.strip or 0) + 1, #parts, 1, {})
  if #parts == 0 then return nil end
  if options.include and not names.fits(parts, options.include) then return nil end
  if options.exclude and names.fits(parts, options.exclude) then return nil end
  return parts
end

-- Makes the folders above an entry. What an earlier entry or the disk has there must be a folder.
local function make_parents(work, parts, entry)
  local place = work.folder
  for depth = 1, #parts - 1 do
    place = path.join(place, parts[depth])
    local key = names.key(table.concat(parts, "/", 1, depth))
    local known = work.known[key]
    if known and known ~= "directory" then refuse(entry.name, ("lies below '%s', a %s"):format(table.concat(parts, "/", 1, depth), known)) end
    if not known then
      local status = fs.stat(place, { follow = false })
      if status and status.type ~= "directory" then refuse(entry.name, ("lies below '%s', which is no folder"):format(place)) end
      done(fs.mkdir(place))
      work.known[key] = "directory"
    end
  end
end

-- Takes an entry's place: what is there already goes away, unless it is a folder.
local function claim(work, parts, entry)
  local key = names.key(table.concat(parts, "/"))
  local known = work.known[key]
  if known and not (known == "directory" and entry.type == "directory") then refuse(entry.name, "is there twice") end
  work.known[key] = entry.type == "hardlink" and "file" or entry.type
  local place = path.join(work.folder, table.concat(parts, "/"))
  local status = fs.stat(place, { follow = false })
  if not status then return place end
  if status.type == "directory" then
    if entry.type ~= "directory" then fail("EISDIR", "%s: Is a directory", place) end
  elseif not known then
    done(fs.remove(place))
  end
  return place
end

local function count_bytes(work, count)
  work.bytes = work.bytes + count
  local most = work.most_bytes
  if work.bytes > most then
    fail("EFBIG", "the archive is not unpacked: its files have more than %s %s", most, most == 1 and "byte" or "bytes")
  end
end

local function write_file(work, place, entry)
  local file = input.require(io.open(place, "wb"))
  local good, fault = pcall(function()
    -- Its owner can read and write it. An entry without any mode has the usual one.
    if not host.is_windows then done(host.set_mode(place, (entry.mode == 0 and 420 or entry.mode) | 384)) end
    for piece in entry.pieces do
      count_bytes(work, #piece)
      local written, message, number = file:write(piece)
      if not written then input.require(nil, ("%s: %s"):format(place, message), number) end
    end
  end)
  local closed, message, number = file:close()
  if good and closed then return end
  -- What is incomplete does not stay.
  os.remove(place)
  if not good then error(fault, 0) end
  input.require(nil, ("%s: %s"):format(place, message), number)
end

local function copy_earlier(work, place, entry)
  local target = names.safe(entry.target)
  local options = work.options
  target = table.move(target, (options.strip or 0) + 1, #target, 1, {})
  local name = table.concat(target, "/")
  if work.known[names.key(name)] ~= "file" or #target == 0 or path.join(work.folder, name) == place then
    refuse(entry.name, ("is a hard link to '%s', which is no earlier file"):format(entry.target))
  end
  local from = path.join(work.folder, name)
  count_bytes(work, done(fs.stat(from)).size)
  done(fs.copy(from, place))
end

-- The function that counts a file or folder that is copied for a link.
local function copy_counter(work)
  local copies = 0
  return function(place)
    copies = copies + 1
    local most = work.most_entries
    if copies > most then
      fail("EFBIG", "the archive is not unpacked: its links stand for more than %d %s", most, most == 1 and "file" or "files")
    end
    local status = done(fs.stat(place))
    if status.type == "file" then count_bytes(work, status.size) end
  end
end

-- Unpacks one entry. Returns its path in the folder.
local function unpack_entry(work, parts, entry)
  make_parents(work, parts, entry)
  local place = claim(work, parts, entry)
  if entry.type == "directory" then
    done(fs.mkdir(place))
  elseif entry.type == "file" then
    write_file(work, place, entry)
  elseif entry.type == "hardlink" then
    copy_earlier(work, place, entry)
  else
    names.require_inside(parts, entry)
    work.links[#work.links + 1] = { name = entry.name, parts = parts, place = place, target = entry.target }
  end
end

-- Unpacks what the options ask for, and returns the names of the files and links.
return function(entries, folder, options, limits)
  done(fs.mkdir(folder))
  local work = { folder = folder, options = options, known = {}, links = {}, bytes = 0, most_bytes = limits.bytes, most_entries = limits.entries }
  local unpacked = {}
  for entry in entries do
    local parts = wanted_parts(entry, options)
    if parts then
      unpack_entry(work, parts, entry)
      if entry.type ~= "directory" then unpacked[#unpacked + 1] = table.concat(parts, "/") end
    end
  end
  -- They come last, so that no entry is written through one.
  make_links(folder, work.links, done, copy_counter(work))
  return unpacked
end
