-- helm.fs: the contents of files. Returns the function that writes a text to a file.
local fs, host, arguments, entries = ...
local path = require("helm.path")
local outcome, outcome_of, kind_of = entries.outcome, entries.outcome_of, entries.kind_of
local is_windows = host.is_windows

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

-- With a mode, the file has it before the content: nobody else can read a secret in between.
local function put(file, how, content, mode)
  local handle, message, number = io.open(file, how)
  if not handle then return outcome(nil, message, number) end
  if mode then
    local set, set_message, code = host.set_mode(file, mode)
    if not set then
      handle:close()
      return nil, set_message, code
    end
  end
  local good
  good, message, number = handle:write(content)
  local closed, close_message, close_number = handle:close()
  if not good then return outcome_of(file, nil, message, number) end
  return outcome_of(file, closed, close_message, close_number)
end

local MOST_LINKS = 40

-- Where a path leads: what replaces a link would leave the file that it leads to as it is.
local function end_of_links(file)
  local place = file
  for _ = 1, MOST_LINKS do
    if kind_of(place, false) ~= "link" then return place end
    local target, message, code = host.read_link(place)
    if not target then return nil, message, code end
    if not path.is_abs(target) then target = (place:match(is_windows and "^(.*[/\\])[^/\\]*$" or "^(.*/)[^/]*$") or "") .. target end
    place = target
  end
  return nil, file .. ": Too many levels of symbolic links", "ELOOP"
end

-- What takes the file's place has its permissions.
local function put_atomically(file, content, mode)
  local given, link_message, link_code = file, nil, nil
  file, link_message, link_code = end_of_links(file)
  if not file then return nil, link_message, link_code end
  local kind, status = kind_of(file, true)
  if kind == "directory" then return nil, given .. ": Is a directory", "EISDIR" end
  local temporary = ("%s.%s.tmp"):format(file, host.random())
  host.note_temporary(temporary)
  local good, message, code = put(temporary, "wb", content, mode or kind == "file" and status.mode or nil)
  if good then good, message, code = outcome_of(file, os.rename(temporary, file)) end
  if not good then os.remove(temporary) end
  host.forget_temporary(temporary)
  if good then return true end
  -- A message can name the temporary file, which a script does not know.
  if message:sub(1, #temporary) == temporary then message = file .. message:sub(#temporary + 1) end
  return nil, message, code
end

function fs.write(file, content, options)
  file = arguments.path(file, 1, "write")
  content = arguments.text(content, 2, "write")
  options = arguments.options(options, 3, "write", { append = "boolean", atomic = "boolean", mode = "number|string" })
  if options.append and options.atomic then
    arguments.refuse(3, "write", "the options 'append' and 'atomic' cannot be used together")
  end
  local mode, fault
  if options.mode then mode, fault = entries.mode_of(options.mode) end
  if fault then arguments.refuse(3, "write", "option 'mode': " .. fault) end
  if options.atomic then return put_atomically(file, content, mode) end
  local good, message, code = put(file, options.append and "ab" or "wb", content, mode)
  if not good then return nil, message, code end
  return true
end

return put
