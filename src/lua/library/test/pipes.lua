-- helm.test: what io.popen returns for programs that do not run. It does what a pipe of Lua does, over a temporary file.
local pipes = {}

local real = { type = io.type, close = io.close, input = io.input, output = io.output }

local EBADF, ESPIPE = 9, 29

-- By pipe: its file, its mode, whether it is closed, and what closing it comes to.
local states = setmetatable({}, { __mode = "k" })
-- By temporary file: its pipe.
local of_files = setmetatable({}, { __mode = "kv" })
-- The pipes of the run, in their order.
local of_run = {}

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
  if not states[pipe].is_closed then methods.close(pipe) end
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
  of_files[file] = pipe
  of_run[#of_run + 1] = pipe
  return pipe
end

function pipes.begin_run() of_run = {} end

-- Closes the pipes that the run has left open, as the end of a process does. Returns the first error message, nil if there is none.
function pipes.end_run()
  local first
  for _, pipe in ipairs(of_run) do
    local ok, message = pcall(meta.__close, pipe)
    if not ok then first = first or message end
  end
  of_run = {}
  return first
end

-- A default file of Lua's own can only be the temporary file.
local function default_file(set)
  return function(...)
    local state = states[...]
    local file
    if state then file = set(state.file) else file = set(...) end
    return of_files[file] or file
  end
end

function pipes.replace_lua()
  function io.type(value)
    local state = states[value]
    if state then return state.is_closed and "closed file" or "file" end
    return real.type(value)
  end
  io.input, io.output = default_file(real.input), default_file(real.output)
  function io.close(...)
    local pipe = ...
    if select("#", ...) == 0 then pipe = of_files[real.output()] end
    if states[pipe] then return methods.close(pipe) end
    return real.close(...)
  end
end

function pipes.reset()
  for name, call in pairs(real) do io[name] = call end
  of_run = {}
end

return pipes
