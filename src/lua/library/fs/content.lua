-- helm.fs: the contents of files. Returns the function that writes a text to a file.
local fs, host, arguments, entries = ...
local outcome, outcome_of, kind_of = entries.outcome, entries.outcome_of, entries.kind_of

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

-- What takes the file's place has its permissions.
local function put_atomically(file, content, mode)
  local temporary = ("%s.%s.tmp"):format(file, host.random())
  local kind, status = kind_of(file, true)
  local good, message, code = put(temporary, "wb", content, mode or kind == "file" and status.mode or nil)
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
  local good, message, code = put(file, options.append and "ab" or "wb", content, options.mode)
  if not good then return nil, message, code end
  return true
end

return put
