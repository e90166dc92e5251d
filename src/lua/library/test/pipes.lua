-- helm.test: what io.popen returns for programs that do not run. It does what a pipe of Lua does, over a temporary file.
local pipes = {}

local real_type, real_close = io.type, io.close

local EBADF, ESPIPE = 9, 29

-- By pipe: its file, its mode, whether it is closed, and what closing it comes to.
local states = setmetatable({}, { __mode = "k" })

local function open_state(pipe)
  local state = states[pipe]
  if not state then error("bad argument #1 (FILE* expected, got " .. type(pipe) .. ")", 3) end
  if state.is_closed then error("attempt to use a closed file", 3) end
  return state
end

local methods = {}

function methods.read(pipe, ...)
  local state = open_state(pipe)
  if state.mode == "w" then return nil, "Bad file descriptor", EBADF end
  return state.file:read(...)
end

function methods.lines(pipe, ...)
  local state = open_state(pipe)
  local next_line = state.file:lines(...)
  return function()
    if state.is_closed then error("file is already closed", 2) end
    if state.mode == "w" then error("Bad file descriptor", 2) end
    return next_line()
  end
end

function methods.write(pipe, ...)
  local state = open_state(pipe)
  if state.mode == "r" then return nil, "Bad file descriptor", EBADF end
  local written, message, code = state.file:write(...)
  if not written then return nil, message, code end
  return pipe
end

function methods.seek(pipe)
  open_state(pipe)
  return nil, "Illegal seek", ESPIPE
end

function methods.flush(pipe) return open_state(pipe).file:flush() end

function methods.setvbuf(pipe, ...) return open_state(pipe).file:setvbuf(...) end

function methods.close(pipe)
  local state = open_state(pipe)
  state.is_closed = true
  local written
  if state.mode == "w" then
    state.file:seek("set")
    written = state.file:read("a")
  end
  state.file:close()
  local code = state.on_close(written)
  return code == 0 or nil, "exit", code
end

local meta = { __name = "FILE*", __index = methods }

function meta.__close(pipe)
  if not states[pipe].is_closed then pipe:close() end
end

function meta.__tostring(pipe)
  return states[pipe].is_closed and "file (closed)" or ("file (%p)"):format(pipe)
end

-- A pipe of the output of a program, a text, or of its input. Closing it calls `on_close` with what was written; it returns the status.
function pipes.open(mode, text, on_close)
  local file = assert(io.tmpfile())
  assert(file:write(text))
  file:seek("set")
  local pipe = setmetatable({}, meta)
  states[pipe] = { file = file, mode = mode, on_close = on_close }
  return pipe
end

function pipes.replace_lua()
  function io.type(value)
    local state = states[value]
    if state then return state.is_closed and "closed file" or "file" end
    return real_type(value)
  end
  function io.close(...)
    if states[...] then return (...):close() end
    return real_close(...)
  end
end

function pipes.reset() io.type, io.close = real_type, real_close end

return pipes
