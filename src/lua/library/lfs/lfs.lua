local host, arguments = ...

local lfs = { _VERSION = "LuaFileSystem 1.8.0", _COPYRIGHT = "The same functions, made by luff" }

local LOCK = "lockfile.lfs"

-- The system's words alone, without the path before them, and its number.
local function failure(path, message, code)
  local number = host.error_number(code)
  return nil, message:sub(#path + 3), number
end

local function permissions_of(mode)
  local letters = {}
  for shift = 6, 0, -3 do
    local bits = mode >> shift & 7
    letters[#letters + 1] = (bits & 4 ~= 0 and "r" or "-") .. (bits & 2 ~= 0 and "w" or "-") .. (bits & 1 ~= 0 and "x" or "-")
  end
  return table.concat(letters)
end

local READERS = {
  mode = function(status) return status.type end,
  dev = function(status) return status.device end,
  ino = function(status) return status.number end,
  nlink = function(status) return status.links end,
  uid = function(status) return status.owner end,
  gid = function(status) return status.group end,
  access = function(status) return math.floor(status.accessed) end,
  modification = function(status) return math.floor(status.modified) end,
  change = function(status) return math.floor(status.changed) end,
  size = function(status) return status.size end,
  permissions = function(status) return permissions_of(status.mode) end,
}

local function attributes_of(path, request, follows, own)
  local status, message, code = host.status(path, follows)
  if not status then
    local _, text, number = failure(path, message, code)
    return nil, ("cannot obtain information from file '%s': %s"):format(path, text), number
  end
  if type(request) == "string" then
    local read = READERS[request] or own and own[request]
    if not read then error(("invalid attribute name '%s'"):format(request), 3) end
    return read(status, path)
  end
  local result = type(request) == "table" and request or {}
  for name, read in pairs(READERS) do result[name] = read(status) end
  for name, read in pairs(own or {}) do result[name] = read(status, path) end
  return result
end

function lfs.attributes(path, request)
  path = arguments.path(path, 1, "attributes")
  local result, message, number = attributes_of(path, request, true)
  if message then return nil, message, number end
  return result
end

local OF_LINKS = {
  target = function(status, path) return status.type == "link" and host.read_link(path) or nil end,
}

function lfs.symlinkattributes(path, request)
  path = arguments.path(path, 1, "symlinkattributes")
  local result, message, number = attributes_of(path, request, false, OF_LINKS)
  if message then return nil, message, number end
  return result
end

function lfs.currentdir()
  local folder, message, code = host.working_folder()
  if not folder then return failure(".", message, code) end
  return folder
end

function lfs.chdir(path)
  path = arguments.path(path, 1, "chdir")
  local good, message, code = host.change_folder(path)
  if good then return true end
  local _, text = failure(path, message, code)
  return nil, ("Unable to change working directory to '%s'\n%s\n"):format(path, text)
end

local Directory = { __name = "directory metatable" }
Directory.__index = Directory

function Directory:next()
  if not self.names then error("closed directory", 2) end
  local name = self.names[self.at]
  self.at = self.at + 1
  if name == nil then self.names = nil end
  return name
end

function Directory:close() self.names = nil end

Directory.__close = Directory.close

function lfs.dir(path)
  path = arguments.path(path, 1, "dir")
  local names, message, code = host.list(path)
  if not names then
    local _, text = failure(path, message, code)
    error(("cannot open %s: %s"):format(path, text), 2)
  end
  table.insert(names, 1, ".")
  table.insert(names, 2, "..")
  local directory = setmetatable({ names = names, at = 1 }, Directory)
  return Directory.next, directory, nil, directory
end

function lfs.mkdir(path)
  path = arguments.path(path, 1, "mkdir")
  local good, message, code = host.make_folder(path, 509)
  if not good then return failure(path, message, code) end
  return true
end

function lfs.rmdir(path)
  path = arguments.path(path, 1, "rmdir")
  local status, message, code = host.status(path, false)
  if not status then return failure(path, message, code) end
  if status.type ~= "directory" then return nil, "Not a directory", host.error_number("ENOTDIR") end
  local good, text, number = os.remove(path)
  if not good then return nil, text:sub(#path + 3), number end
  return true
end

function lfs.touch(path, accessed, modified)
  path = arguments.path(path, 1, "touch")
  accessed = accessed == nil and host.now() or arguments.number(accessed, 2, "touch")
  modified = modified == nil and accessed or arguments.number(modified, 3, "touch")
  local good, message, code = host.set_times(path, accessed, modified)
  if not good then return failure(path, message, code) end
  return true
end

function lfs.link(target, path, symbolic)
  target = arguments.path(target, 1, "link")
  path = arguments.path(path, 2, "link")
  if not symbolic then return nil, "Operation not supported", host.error_number("ENOTSUP") end
  local good, message, code = host.make_link(path, target, false)
  if not good then return failure(path, message, code) end
  return true
end

local Lock = { __name = "lock metatable" }
Lock.__index = Lock

function Lock:free()
  if self.path then os.remove(self.path) end
  self.path = nil
end

Lock.__gc, Lock.__close = Lock.free, Lock.free

function lfs.lock_dir(path, seconds)
  path = arguments.path(path, 1, "lock_dir")
  seconds = seconds ~= nil and arguments.number(seconds, 2, "lock_dir")
  local file = path .. "/" .. LOCK
  local good, message, code = host.make_file(file)
  if not good and code == "EEXIST" and seconds then
    local status = host.status(file, false)
    if status and status.modified + seconds < host.now() then
      os.remove(file)
      good, message, code = host.make_file(file)
    end
  end
  if good then return setmetatable({ path = file }, Lock) end
  local _, text = failure(file, message, code)
  return nil, text
end

-- Locks of parts of files are not there: a script that asks for one must know that it has none.
local function no_lock() return nil, "Function not implemented", host.error_number("ENOSYS") end

lfs.lock, lfs.unlock = no_lock, no_lock

function lfs.setmode(file, mode)
  local kind = io.type(file)
  if kind == "closed file" then error("setmode: closed file", 2) end
  if not kind then arguments.refuse(1, "setmode", ("FILE* expected, got %s"):format(file == nil and "no value" or type(file))) end
  if mode ~= "binary" and mode ~= "text" then
    arguments.refuse(2, "setmode", ("invalid option '%s'"):format(tostring(mode)))
  end
  return true, "binary"
end

return lfs
