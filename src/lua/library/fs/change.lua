-- helm.fs: making, removing, copying and moving. Returns the function that removes a folder with all that is in it.
local fs, host, arguments, entries = ...
local path = require("helm.path")
local outcome, outcome_of, join = entries.outcome, entries.outcome_of, entries.join
local kind_of, sorted_names, fold = entries.kind_of, entries.sorted_names, entries.fold

local is_windows = host.is_windows
local BLOCK = 1 << 16

-- How often a folder is made again that another process removes, or makes, at the same time.
local ATTEMPTS = 100

local function make_folders(folder)
  local message, code
  for _ = 1, ATTEMPTS do
    local good
    good, message, code = host.make_folder(folder, 511)
    if good or kind_of(folder, true) == "directory" then return true end
    local parent = path.dir(folder)
    if code == "ENOENT" and parent ~= path.normalize(folder) then
      local parent_message, parent_code
      good, parent_message, parent_code = make_folders(parent)
      if not good then return nil, parent_message, parent_code end
    elseif code ~= "EEXIST" or kind_of(folder, false) then
      return nil, message, code
    end
  end
  return nil, message, code
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

-- Whether a path names an entry of a folder: no root, and no "." or ".." at its end, from which the system would go elsewhere.
-- Windows leaves out dots and spaces at the end of a name.
local function names_entry(file)
  local whole, name = path.normalize(file), path.base(file)
  if is_windows then return path.dir(whole) ~= whole and not name:find("^[. ]+$") end
  return path.dir(whole) ~= whole and name ~= "." and name ~= ".."
end

-- Without separators at its end: they would make the system follow a link.
local function itself(file) return (file:gsub(is_windows and "[/\\]+$" or "/+$", "")) end

function fs.remove(file, options)
  file = arguments.path(file, 1, "remove")
  options = arguments.options(options, 2, "remove", { recursive = "boolean" })
  if not options.recursive then return remove_one(file) end
  if file ~= "" and not names_entry(file) then
    arguments.refuse(1, "remove", ("a path that names what to remove expected, got '%s'"):format(file))
  end
  local kind, message, code = kind_of(file, false)
  if not kind then return nil, message, code end
  return remove_tree(itself(file))
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
  -- Before the content, which may be a secret.
  local set, set_message, code = host.set_mode(to, mode)
  if not set then
    source:close()
    target:close()
    return nil, set_message, code
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
  if not failed and closed then return true end
  -- What is incomplete does not stay.
  if kind_of(to, false) == "file" then os.remove(to) end
  if failed then return outcome_of(failed, nil, message, number) end
  return outcome_of(to, nil, close_message, close_number)
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

-- Whether a path is in a folder of this status, whatever links lead there. What does not exist yet is in the folder that it will be in.
local function leads_into(file, folder)
  local status = select(2, kind_of(file, true))
  while type(status) ~= "table" do
    -- On POSIX ".." is the parent of what a link leads to, so that nothing is taken out.
    local parent = is_windows and path.dir(file) or file:match("^(.*/)[^/]+/*$") or "."
    if parent == file then return false end
    file = parent
    status = select(2, kind_of(file, true))
  end
  while status.device ~= folder.device or status.number ~= folder.number do
    file = join(file, "..")
    local above = select(2, kind_of(file, true))
    if type(above) ~= "table" or above.device == status.device and above.number == status.number then return false end
    status = above
  end
  return true
end

function fs.copy(from, to, options)
  from = arguments.path(from, 1, "copy")
  to = arguments.path(to, 2, "copy")
  options = arguments.options(options, 3, "copy", { recursive = "boolean" })
  local kind, status, code = kind_of(from, true)
  if not kind then return nil, status, code end
  local there = select(2, kind_of(to, true))
  local same = type(there) == "table" and there.device == status.device and there.number == status.number
  if same or kind == "directory" and (is_within(to, from) or leads_into(to, status)) then
    return nil, ("%s: cannot be copied into itself"):format(from), "EINVAL"
  end
  if kind == "directory" and not options.recursive then return nil, from .. ": Is a directory", "EISDIR" end
  return copy_tree(from, to, true)
end

function fs.move(from, to)
  from = arguments.path(from, 1, "move")
  to = arguments.path(to, 2, "move")
  for index, file in ipairs({ from, to }) do
    if file ~= "" and not names_entry(file) then
      arguments.refuse(index, "move", ("a path that names a file or a folder expected, got '%s'"):format(file))
    end
  end
  local is_folder = kind_of(from, false) == "directory"
  if is_folder and is_within(to, from) and fold(path.abs(to)) ~= fold(path.abs(from)) then
    return nil, ("%s: cannot be moved into itself"):format(from), "EINVAL"
  end
  local good, message, code = outcome_of(from, os.rename(from, to))
  if good then return true end
  if code ~= "EXDEV" then return nil, message, code end
  from, to = itself(from), itself(to)
  local was_there = kind_of(to, false) ~= nil
  good, message, code = copy_tree(from, to, false)
  if good then return remove_tree(from) end
  if not was_there then remove_tree(to) end
  return nil, message, code
end

function fs.symlink(target, file)
  return make_link(arguments.path(target, 1, "symlink"), arguments.path(file, 2, "symlink"))
end

return remove_tree
