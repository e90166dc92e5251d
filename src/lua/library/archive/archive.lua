local host, arguments = ...

local archive = {}

local parts = host.parts
local zlib = host.library
local input = parts.input(host, zlib)
local tar = parts.tar(input)
local zip = parts.zip(input, zlib)
local names = parts.names(input, host)
local unpack = parts.unpack(input, names, parts.links(names, host), host)
local create = parts.create(host, input, tar, zip, zlib)

-- More than plugins and charts need.
local MOST_BYTES, MOST_ENTRIES = 1 << 30, 100000
local FORMATS = { tar = true, ["tar.gz"] = true, zip = true }

-- A path, or a table with `bytes`.
local function is_source(source)
  if type(source) == "table" then return type(source.bytes) == "string" end
  return type(source) == "string" and not source:find("\0", 1, true)
end

local NO_SOURCE = "a path, or a table with bytes, expected"

local function counted(entries, most)
  local count = 0
  return function()
    local entry = entries()
    if entry then
      count = count + 1
      if count > most then input.fail("EFBIG", "the archive has more than %d %s", most, most == 1 and "entry" or "entries") end
    end
    return entry
  end
end

-- What a function returns that gets an iterator over the entries of an archive.
local function with_entries(source, most, body)
  return input.results(pcall(function()
    local file = input.open(source)
    local good, result = pcall(function()
      local format = input.format_of(file, type(source) == "string" and source or "the bytes")
      local entries = format == "zip" and zip.entries(file) or tar.entries(input.stream(file, format == "tar.gz"), format == "tar.gz")
      return body(counted(entries, most or MOST_ENTRIES))
    end)
    file:close()
    if not good then error(result, 0) end
    return result
  end))
end

function archive.list(source)
  if not is_source(source) then arguments.refuse(1, "list", NO_SOURCE) end
  return with_entries(source, nil, function(entries)
    local list = arguments.array({})
    for entry in entries do
      local target = entry.target ~= "" and entry.target or nil
      list[#list + 1] = { name = entry.name, type = entry.type, size = entry.size, mode = entry.mode, target = target }
    end
    return list
  end)
end

local function content_of(entry, most)
  local content, total = {}, 0
  for piece in entry.pieces do
    total = total + #piece
    if total > most then
      input.fail("EFBIG", "the entry '%s' has more than %s %s", entry.name, most, most == 1 and "byte" or "bytes")
    end
    content[#content + 1] = piece
  end
  return table.concat(content)
end

-- The content of the first file that `fits`, or the name of the earlier entry that it is a hard link to.
local function find_content(source, member, most, fits)
  local target
  local content, message, code = with_entries(source, nil, function(entries)
    for entry in entries do
      if (entry.type == "file" or entry.type == "hardlink") and fits(entry.name) then
        if entry.type == "file" then return content_of(entry, most) end
        target = entry.target
        return ""
      end
    end
    input.fail("ENOENT", "the archive has no file '%s'", member)
  end)
  return target, content, message, code
end

function archive.read(source, member, options)
  if not is_source(source) then arguments.refuse(1, "read", NO_SOURCE) end
  member = arguments.text(member, 2, "read")
  options = arguments.options(options, 3, "read", { max_bytes = "number" })
  local most = options.max_bytes or MOST_BYTES
  local fits = function(name) return names.fits(names.parts(name), member) end
  local target, content, message, code = find_content(source, member, most, fits)
  if target then
    target, content, message, code = find_content(source, member, most, function(name) return name == target end)
  end
  if target then return nil, ("the hard link '%s' leads to another one"):format(member), "EINVAL" end
  if message then return nil, message, code end
  return content
end

local OPTIONS = {
  strip = "number", include = "string|table", exclude = "string|table", max_bytes = "number", max_entries = "number",
}

function archive.extract(source, folder, options)
  if not is_source(source) then arguments.refuse(1, "extract", NO_SOURCE) end
  folder = arguments.path(folder, 2, "extract")
  options = arguments.options(options, 3, "extract", OPTIONS)
  local strip = options.strip or 0
  if math.type(strip) ~= "integer" or strip < 0 then
    arguments.refuse(3, "extract", ("option 'strip': a number of folders expected, got %s"):format(strip))
  end
  return with_entries(source, options.max_entries, function(entries)
    local most = { bytes = options.max_bytes or MOST_BYTES, entries = options.max_entries or MOST_ENTRIES }
    return arguments.array(unpack(entries, folder, options, most))
  end)
end

function archive.create(file, folder, options)
  file = arguments.path(file, 1, "create")
  folder = arguments.path(folder, 2, "create")
  options = arguments.options(options, 3, "create", { format = "string" })
  local format = options.format or (file:find("%.zip$") and "zip") or (file:find("%.tar$") and "tar") or "tar.gz"
  if not FORMATS[format] then
    arguments.refuse(3, "create", ("option 'format': tar, tar.gz or zip expected, got '%s'"):format(format))
  end
  return input.results(pcall(create, file, folder, format))
end

return archive
