local host, arguments = ...

local fs = {}

local parts = host.parts
local entries = parts.entries(host)
local put = parts.content(fs, host, arguments, entries)
parts.walk(fs, host, arguments, entries)
parts.glob(fs, host, arguments, entries)
local remove_tree = parts.change(fs, host, arguments, entries)
parts.mode(fs, host, arguments, entries)
parts.temporary(fs, host, arguments, entries, remove_tree)

local kind_of = entries.kind_of

function fs.exists(file) return kind_of(arguments.path(file, 1, "exists"), true) ~= nil end

function fs.is_file(file) return kind_of(arguments.path(file, 1, "is_file"), true) == "file" end

function fs.is_dir(file) return kind_of(arguments.path(file, 1, "is_dir"), true) == "directory" end

function fs.stat(file, options)
  file = arguments.path(file, 1, "stat")
  options = arguments.options(options, 2, "stat", { follow = "boolean" })
  return host.status(file, options.follow ~= false)
end

function fs.list(folder)
  local names, message, code = entries.sorted_names(arguments.path(folder, 1, "list"))
  if not names then return nil, message, code end
  return arguments.array(names)
end

function fs.readlink(file)
  file = arguments.path(file, 1, "readlink")
  local target, message, code = host.read_link(file)
  if target then return target end
  return nil, code == "EINVAL" and file .. ": is not a link" or message, code
end

function fs.touch(file)
  file = arguments.path(file, 1, "touch")
  if not kind_of(file, true) then
    local good, message, code = put(file, "ab", "")
    if good then return true end
    return nil, message, code
  end
  local now = host.now()
  return host.set_times(file, now, now)
end

return fs
