-- helm.process: a program that runs beside the script.
local host, arguments, checks, DEFAULTS = ...

local Handle = {}
Handle.__index = Handle
Handle.__name = "helm.process"

local FORMATS = { l = true, L = true, a = true }
local SIGNALS = { HUP = 1, INT = 2, QUIT = 3, KILL = 9, TERM = 15 }

local function require_handle(handle, name)
  if getmetatable(handle) ~= Handle then
    return arguments.refuse(1, name, ("helm.process expected, got %s"):format(type(handle)))
  end
end

function Handle:write(...)
  require_handle(self, "write")
  if (self.options.stdin or DEFAULTS.stdin) ~= "pipe" then arguments.refuse(1, "write", "stdin is not a pipe") end
  local texts = {}
  for index = 1, select("#", ...) do texts[index] = arguments.text(select(index, ...), index, "write") end
  if self.is_closed then return nil, "write: the program's input is closed", "EBADF" end
  local good, message, code = host.write(self.number, table.unpack(texts))
  if not good then return nil, message, code end
  return self
end

function Handle:close()
  require_handle(self, "close")
  self.is_closed = true
  return self.result ~= nil or host.close(self.number)
end

-- "stdout" or "stderr", which must be captured.
local function stream_name(handle, stream, index, name)
  if stream == nil then stream = "stdout" end
  if stream ~= "stdout" and stream ~= "stderr" then
    return arguments.refuse(index, name, ("'stdout' or 'stderr' expected, got '%s'"):format(tostring(stream)))
  end
  if not handle.captured[stream] then return arguments.refuse(index, name, ("%s is not captured"):format(stream)) end
  return stream
end

local function read(handle, format, stream)
  -- The result has what was not read before.
  if handle.result then return format == "a" and "" or nil end
  local text = host.read(handle.number, format, stream == "stderr")
  if not text or not handle.options.text then return text end
  if format == "l" then return (text:gsub("\r$", "")) end
  return checks.unix_lines(text)
end

function Handle:read(format, stream)
  require_handle(self, "read")
  if format == nil then format = "l" end
  if math.type(format) ~= "integer" and not FORMATS[format] then arguments.refuse(1, "read", "invalid format") end
  if math.type(format) == "integer" and format < 0 then arguments.refuse(1, "read", "invalid format") end
  return read(self, format, stream_name(self, stream, 2, "read"))
end

function Handle:lines(stream)
  require_handle(self, "lines")
  stream = stream_name(self, stream, 1, "lines")
  return function() return read(self, "l", stream) end
end

function Handle:wait(seconds)
  require_handle(self, "wait")
  if seconds ~= nil then seconds = arguments.number(seconds, 1, "wait") end
  if self.result then return self.result end
  self.is_closed = true
  local result, message, code = host.wait(self.number, seconds)
  if message then return nil, message, code end
  if not result then return nil, "wait: the program still runs", "ETIMEDOUT" end
  self.result = checks.result(result, self.options, DEFAULTS)
  return self.result
end

function Handle:kill(signal)
  require_handle(self, "kill")
  if signal == nil then signal = "TERM" end
  local number = SIGNALS[signal] or math.tointeger(signal)
  if not number or number < 1 or number > 64 then
    arguments.refuse(1, "kill", "'HUP', 'INT', 'QUIT', 'KILL', 'TERM' or a number expected")
  end
  local good, message, code = host.kill(self.number, number)
  if not good then return nil, message, code end
  return true
end

-- A program whose handle leaves its block ends.
function Handle.__close(handle)
  if handle.result then return end
  handle.is_closed = true
  handle.result = checks.result(host.stop(handle.number), handle.options, DEFAULTS)
end

-- A program whose handle is forgotten goes on.
function Handle.__gc(handle)
  if not handle.result then host.release(handle.number) end
end

return function(number, options)
  local captured = {}
  for _, name in ipairs({ "stdout", "stderr" }) do
    captured[name] = checks.stream_of(options[name], DEFAULTS[name]) == "pipe"
  end
  return setmetatable({ number = number, options = options, captured = captured }, Handle)
end
