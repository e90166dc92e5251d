local host, arguments = ...
local path = require("helm.path")

local fs = {}

local is_windows = host.is_windows
local BLOCK = 1 << 16
local ATTEMPTS = 100

-- The results of a function of Lua's io and os, with the error's name instead of its number.
local function outcome(result, message, number)
  if result then return result end
  return nil, message, host.error_name(number or 0)
end

-- The same for a function that does not name the file.
local function outcome_of(file, result, message, number)
  if result then return result end
  return nil, ("%s: %s"):format(file, message), host.error_name(number or 0)
end

local function join(folder, name)
  if folder == "." then return name end
  if folder:sub(-1) == "/" or is_windows and folder:find("[\\:]$") then return folder .. name end
  return folder .. "/" .. name
end

local function kind_of(file, follows)
  local status, message, code = host.status(file, follows)
  if not status then return nil, message, code end
  return status.type, status
end

local function sorted_names(folder)
  local names, message, code = host.list(folder)
  if not names then return nil, message, code end
  table.sort(names)
  return names
end

-- Reading and writing

function fs.read(file)
  file = arguments.path(file, 1, "read")
  local handle, message, number = io.open(file, "rb")
  if not handle then return outcome(nil, message, number) end
  local content
  content, message, number = handle:read("a")
  handle:close()
  return outcome_of(file, content, message, number)
end

function fs.lines(file)
  file = arguments.path(file, 1, "lines")
  if kind_of(file, true) == "directory" then return nil, file .. ": Is a directory", "EISDIR" end
  local handle, message, number = io.open(file)
  if not handle then return outcome(nil, message, number) end
  return function()
    if not handle then return nil end
    local line = handle:read("l")
    if line == nil then
      handle:close()
      handle = nil
    end
    return line
  end
end

local function put(file, how, content)
  local handle, message, number = io.open(file, how)
  if not handle then return outcome(nil, message, number) end
  local good
  good, message, number = handle:write(content)
  local closed, close_message, close_number = handle:close()
  if not good then return outcome_of(file, nil, message, number) end
  return outcome_of(file, closed, close_message, close_number)
end

-- What takes the file's place has its permissions.
local function put_atomically(file, content, mode)
  local temporary = ("%s.%s.tmp"):format(file, host.random())
  local kind, status = kind_of(file, true)
  local good, message, code = put(temporary, "wb", content)
  if good and (mode or kind == "file") then good, message, code = host.set_mode(temporary, mode or status.mode) end
  if good then good, message, code = outcome(os.rename(temporary, file)) end
  if good then return true end
  os.remove(temporary)
  return nil, message, code
end

function fs.write(file, content, options)
  file = arguments.path(file, 1, "write")
  content = arguments.text(content, 2, "write")
  options = arguments.options(options, 3, "write", { append = "boolean", atomic = "boolean", mode = "number" })
  if options.append and options.atomic then
    arguments.refuse(3, "write", "the options 'append' and 'atomic' exclude each other")
  end
  if options.atomic then return put_atomically(file, content, options.mode) end
  local good, message, code = put(file, options.append and "ab" or "wb", content)
  if good and options.mode then good, message, code = host.set_mode(file, options.mode) end
  if not good then return nil, message, code end
  return true
end

-- What is at a path

function fs.exists(file) return kind_of(arguments.path(file, 1, "exists"), true) ~= nil end

function fs.is_file(file) return kind_of(arguments.path(file, 1, "is_file"), true) == "file" end

function fs.is_dir(file) return kind_of(arguments.path(file, 1, "is_dir"), true) == "directory" end

function fs.stat(file, options)
  file = arguments.path(file, 1, "stat")
  options = arguments.options(options, 2, "stat", { follow = "boolean" })
  return host.status(file, options.follow ~= false)
end

function fs.list(folder) return sorted_names(arguments.path(folder, 1, "list")) end

-- Walking


-- Whether a folder is one of those that are being walked: a link leads back to it.
local function is_open(levels, status)
  for _, level in ipairs(levels) do
    if level.device == status.device and level.number == status.number then return true end
  end
  return false
end

local function walker(levels, options)
  local deepest = options.depth or math.huge
  return function()
    while #levels > 0 do
      local level = levels[#levels]
      local name = level.names[level.next]
      level.next = level.next + 1
      if not name then
        levels[#levels] = nil
      else
        local file = join(level.folder, name)
        local kind, status = kind_of(file, options.follow == true)
        if not kind then kind, status = kind_of(file, false) end
        if kind == "directory" and #levels < deepest and not is_open(levels, status) then
          local names, message, code = sorted_names(file)
          -- A folder can be gone by now.
          if not names and code ~= "ENOENT" then error(message, 0) end
          levels[#levels + 1] =
            { folder = file, names = names or {}, next = 1, device = status.device, number = status.number }
        end
        if kind and (not options.type or options.type == kind) then return file, kind end
      end
    end
  end
end

function fs.walk(folder, options)
  folder = arguments.path(folder, 1, "walk")
  options = arguments.options(options, 2, "walk", { depth = "number", type = "string", follow = "boolean" })
  local names, message, code = sorted_names(folder)
  if not names then return nil, message, code end
  local _, status = kind_of(folder, true)
  status = status or {}
  local first = { folder = folder, names = names, next = 1, device = status.device, number = status.number }
  return walker({ first }, options)
end

-- The Lua pattern for one element of a glob pattern.
local function pattern_of(element)
  local parts, at = {}, 1
  while at <= #element do
    local char = element:sub(at, at)
    local negated, set, behind = element:match("^%[(!?)(%]?[^%]]*)%]()", at)
    if char == "*" then
      parts[#parts + 1] = ".*"
    elseif char == "?" then
      parts[#parts + 1] = "[\0-\x7F\xC2-\xFD][\x80-\xBF]*"
    elseif char == "[" and set then
      parts[#parts + 1] = ("[%s%s]"):format(negated == "!" and "^" or "", (set:gsub("[%%%]%[^]", "%%%0")))
      at = behind - 1
    else
      parts[#parts + 1] = (char:gsub("%W", "%%%0"))
    end
    at = at + 1
  end
  return "^" .. table.concat(parts) .. "$"
end

local function fold(name) return is_windows and name:lower() or name end

-- Names with a dot at the beginning match only a pattern that begins with one.
local function matches(name, element, pattern)
  if name:sub(1, 1) == "." and element:sub(1, 1) ~= "." then return false end
  return fold(name):find(pattern) ~= nil
end

local function is_folder(file) return kind_of(file == "" and "." or file, true) == "directory" end

local expand

-- "**" stands for any number of folders, links not followed.
local function expand_deep(found, base, at, search)
  expand(found, base, at + 1, search)
  for _, name in ipairs(sorted_names(search.place(base)) or {}) do
    local inner = base == "" and name or join(base, name)
    if name:sub(1, 1) ~= "." and kind_of(search.place(inner), false) == "directory" then
      expand_deep(found, inner, at, search)
    end
  end
end

-- Collects the paths that begin with `base` and continue with the elements of the pattern from a number on.
function expand(found, base, at, search)
  local element = search.elements[at]
  if not element then
    if base ~= "" then found[base] = true end
  elseif element == "**" then
    expand_deep(found, base, at, search)
  elseif not element:find("[*?[]") then
    local inner = base == "" and element or join(base, element)
    if kind_of(search.place(inner), false) then expand(found, inner, at + 1, search) end
  else
    local pattern = pattern_of(fold(element))
    for _, name in ipairs(sorted_names(search.place(base)) or {}) do
      local inner = base == "" and name or join(base, name)
      local fits = matches(name, element, pattern)
      if fits and (not search.elements[at + 1] or is_folder(search.place(inner))) then
        expand(found, inner, at + 1, search)
      end
    end
  end
end

function fs.glob(pattern, folder)
  pattern = arguments.path(pattern, 1, "glob")
  folder = arguments.optional_path(folder, 2, "glob")
  local elements = path.split(pattern)
  local place = function(file)
    if not folder or path.is_abs(file) then return file == "" and "." or file end
    return file == "" and folder or join(folder, file)
  end
  local found, list = {}, {}
  if elements[1] and path.dir(elements[1]) == elements[1] then
    expand(found, table.remove(elements, 1), 1, { elements = elements, place = place })
  else
    expand(found, "", 1, { elements = elements, place = place })
  end
  for file in pairs(found) do list[#list + 1] = file end
  table.sort(list)
  return list
end

-- Changing

local function make_folders(folder)
  local good, message, code = host.make_folder(folder, 511)
  if good or kind_of(folder, true) == "directory" then return true end
  local parent = path.dir(folder)
  if code ~= "ENOENT" or parent == path.normalize(folder) then return nil, message, code end
  good, message, code = make_folders(parent)
  if not good then return nil, message, code end
  return host.make_folder(folder, 511)
end

function fs.mkdir(folder) return make_folders(arguments.path(folder, 1, "mkdir")) end

local function remove_one(file)
  local kind, status = kind_of(file, false)
  -- Windows does not remove read-only files.
  if is_windows and kind == "file" and status.mode & 128 == 0 then host.set_mode(file, 438) end
  return outcome(os.remove(file))
end

local function remove_tree(file)
  local kind, message, code = kind_of(file, false)
  if not kind then return nil, message, code end
  if kind == "directory" then
    local names
    names, message, code = host.list(file)
    if not names then return nil, message, code end
    for _, name in ipairs(names) do
      local good
      good, message, code = remove_tree(join(file, name))
      if not good and code ~= "ENOENT" then return nil, message, code end
    end
  end
  return remove_one(file)
end

function fs.remove(file, options)
  file = arguments.path(file, 1, "remove")
  options = arguments.options(options, 2, "remove", { recursive = "boolean" })
  if not options.recursive then return remove_one(file) end
  local whole = path.normalize(file)
  if file ~= "" and (path.dir(whole) == whole or whole:find("^%.%.?$") or whole:find("/%.%.$")) then
    arguments.refuse(1, "remove", ("a path that names what to remove expected, got '%s'"):format(file))
  end
  return remove_tree(file)
end

local function copy_content(from, to, mode)
  local source, message, number = io.open(from, "rb")
  if not source then return outcome(nil, message, number) end
  local target
  target, message, number = io.open(to, "wb")
  if not target then
    source:close()
    return outcome(nil, message, number)
  end
  local good, block = true, nil
  repeat
    block, message, number = source:read(BLOCK)
    if block then
      good, message, number = target:write(block)
    end
  until not block or not good
  source:close()
  local failed = not good and to or message and from
  local closed, close_message, close_number = target:close()
  if failed then return outcome_of(failed, nil, message, number) end
  if not closed then return outcome_of(to, nil, close_message, close_number) end
  return host.set_mode(to, mode)
end

local function make_link(target, file)
  local folder = path.join(path.dir(file), target)
  if path.is_abs(target) then folder = target end
  local to_folder = is_windows and kind_of(folder, true) == "directory"
  return host.make_link(file, to_folder and path.native(path.abs(folder)) or target, to_folder)
end

local function copy_tree(from, to, follows)
  local kind, status, code = kind_of(from, follows)
  if not kind then return nil, status, code end
  if kind == "file" then return copy_content(from, to, status.mode) end
  if kind == "link" then
    local target, message, link_code = host.read_link(from)
    if not target then return nil, message, link_code end
    return make_link(target, to)
  end
  if kind ~= "directory" then return nil, from .. ": not a file, a folder or a link", "ENOTSUP" end
  local good, message
  good, message, code = make_folders(to)
  local names
  if good then
    names, message, code = sorted_names(from)
  end
  if not names then return nil, message, code end
  for _, name in ipairs(names) do
    good, message, code = copy_tree(join(from, name), join(to, name), false)
    if not good then return nil, message, code end
  end
  if is_windows then return true end
  return host.set_mode(to, status.mode)
end

-- Whether one is the other, or below it.
local function is_within(one, other)
  local outer, inner = fold(path.abs(other)), fold(path.abs(one))
  return outer == inner or inner:sub(1, #outer + 1) == outer .. "/"
end

function fs.copy(from, to, options)
  from = arguments.path(from, 1, "copy")
  to = arguments.path(to, 2, "copy")
  options = arguments.options(options, 3, "copy", { recursive = "boolean" })
  local kind, status, code = kind_of(from, true)
  if not kind then return nil, status, code end
  local there = select(2, kind_of(to, true))
  local same = type(there) == "table" and there.device == status.device and there.number == status.number
  if same or kind == "directory" and is_within(to, from) then
    return nil, ("%s: cannot be copied into itself"):format(from), "EINVAL"
  end
  if kind == "directory" and not options.recursive then return nil, from .. ": Is a directory", "EISDIR" end
  return copy_tree(from, to, true)
end

function fs.move(from, to)
  from = arguments.path(from, 1, "move")
  to = arguments.path(to, 2, "move")
  local good, message, code = outcome(os.rename(from, to))
  if good or code ~= "EXDEV" then return good, message, code end
  good, message, code = copy_tree(from, to, false)
  if not good then return nil, message, code end
  return remove_tree(from)
end

local SHIFTS = { u = 6, g = 3, o = 0 }
local BITS = { r = 4, w = 2, x = 1 }

-- The bits of one clause such as "u+x". Without a letter before the sign, "w" is for the owner alone.
local function bits_of(who, letters)
  local bits = 0
  for letter in letters:gmatch(".") do
    local whom = who ~= "" and who or letter == "w" and "u" or "ugo"
    for each in whom:gsub("a", "ugo"):gmatch(".") do bits = bits | BITS[letter] << SHIFTS[each] end
  end
  return bits
end

local function changed_mode(mode, text)
  for clause in (text .. ","):gmatch("(.-),") do
    local who, sign, letters = clause:match("^([ugoa]*)([+=-])([rwx]*)$")
    if not who then return nil end
    local bits = bits_of(who, letters)
    if sign == "=" then mode = mode & ~bits_of(who == "" and "a" or who, "rwx") end
    mode = sign == "-" and mode & ~bits or mode | bits
  end
  return mode
end

function fs.chmod(file, change)
  file = arguments.path(file, 1, "chmod")
  if type(change) ~= "string" then return host.set_mode(file, arguments.integer(change, 2, "chmod") & 4095) end
  if not changed_mode(0, change) then
    arguments.refuse(2, "chmod", ("a change such as '+x' or 'u=rw,go=r' expected, got '%s'"):format(change))
  end
  local status, message, code = host.status(file, true)
  if not status then return nil, message, code end
  return host.set_mode(file, changed_mode(status.mode, change))
end

function fs.symlink(target, file)
  return make_link(arguments.path(target, 1, "symlink"), arguments.path(file, 2, "symlink"))
end

function fs.readlink(file) return host.read_link(arguments.path(file, 1, "readlink")) end

function fs.touch(file)
  file = arguments.path(file, 1, "touch")
  if not kind_of(file, true) then return put(file, "ab", "") and true end
  local now = host.now()
  return host.set_times(file, now, now)
end

-- Temporary files

-- A new path in the temporary folder, for which `make` succeeded. It is removed when the script ends.
local function temporary(prefix, make)
  local folder = path.normalize(host.temporary)
  for _ = 1, ATTEMPTS do
    local file = join(folder, prefix .. host.random())
    local good, message, code = make(file)
    if good then
      require("helm.defer")(function() remove_tree(file) end)
      return file
    end
    if code ~= "EEXIST" then return nil, message, code end
  end
  return nil, folder .. ": no free name for a temporary file", "EEXIST"
end

function fs.tmpdir(prefix)
  prefix = arguments.optional_path(prefix, 1, "tmpdir") or "luff-"
  return temporary(prefix, function(file) return host.make_folder(file, 448) end)
end

function fs.tmpfile(prefix)
  prefix = arguments.optional_path(prefix, 1, "tmpfile") or "luff-"
  return temporary(prefix, host.make_file)
end

return fs
