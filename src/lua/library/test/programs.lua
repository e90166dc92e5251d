-- helm.test: programs that do not run.
local fakes, arguments, pipes, host = ...

local programs = {}

local expected, calls = {}, {}
local flows, last = {}, 1 << 40
local popen, execute = io.popen, os.execute

-- The fields of an answer. `error` can stand only in a table: it is known before the program starts.
local STATUS = fakes.integer(0, host.last_status)
programs.ANSWER = { code = STATUS, stdout = "string", stderr = "string", error = fakes.code(host.start_codes, "ENOENT") }
local OF_FUNCTION = { code = STATUS, stdout = "string", stderr = "string" }

local function shown(argv) return table.concat(argv, " ") end

-- Whether a name without a folder is that of the program at a path.
local function names_path(name, path)
  if name:find("[/\\]") then return false end
  local last = path:match("[/\\]([^/\\]+)$")
  return last and (last == name or last:lower():match("^(.*)%.exe$") == name:lower())
end

local function is_same(name, word) return name == word end

-- Whether a program and its arguments are wanted. `is_program` compares the name that is wanted with the one that is started.
local function fits(wanted, argv, is_program)
  if type(wanted) == "string" then return is_program(wanted, argv[1]) end
  if #wanted ~= #argv or not is_program(wanted[1], argv[1]) then return false end
  for index = 2, #wanted do
    if wanted[index] ~= argv[index] then return false end
  end
  return true
end

-- The functions that run a line for the shell, by the lists of calls that have only that line.
local line_of = setmetatable({}, { __mode = "k" })

-- A list whose only element is the line that io.popen or os.execute gives the shell.
local function list_of_line(line, name)
  local argv = { line }
  line_of[argv] = name
  return argv
end

local function message_of_miss(argv, known, hint)
  local for_shell = line_of[argv]
  if not for_shell then return ("helm.test has no fake for the program '%s'; it has one for: %s%s"):format(shown(argv), known, hint) end
  return ("helm.test has no fake for the line '%s', which %s runs by the shell; it has one for: %s; stand for the whole line by a list with it alone: { %s }"):format(
    argv[1], for_shell, known, ("%q"):format(argv[1])
  )
end

-- The last of what is expected for which a function of its `argv` holds.
local function last_for(is_wanted)
  for index = #expected, 1, -1 do
    if is_wanted(expected[index].argv) then return expected[index] end
  end
end

-- The entry for a program: one for its exact name if there is any.
local function entry_of(argv)
  local exact = last_for(function(wanted) return fits(wanted, argv, is_same) end)
  if exact or line_of[argv] then return exact end
  return last_for(function(wanted) return fits(wanted, argv, names_path) end)
end

local function find(argv)
  local entry = entry_of(argv)
  if entry then return entry end
  local known, hint = {}, ""
  for index, entry in ipairs(expected) do
    known[index] = type(entry.argv) == "string" and entry.argv .. " …" or shown(entry.argv)
    if line_of[argv] and type(entry.argv) == "table" then known[index] = '{ "' .. table.concat(entry.argv, '", "') .. '" }' end
    if type(entry.argv) == "string" and entry.argv:find("%s") and #argv > 1 and entry.argv == shown(argv) then
      hint = '; write that one as a list: { "' .. table.concat(argv, '", "') .. '" }'
    end
  end
  fakes.miss(message_of_miss(argv, table.concat(known, "; "), hint))
end

-- Nil, the message and the code of a program that does not start; true for one that does.
local function outcome_of_start(entry, name)
  local code = type(entry.result) == "table" and entry.result.error
  if not code then return true end
  return nil, code == "ENOENT" and name .. ": no such program was found" or ("%s: %s"):format(name, code), code
end

-- How a shell ends if the program of its line does not start.
local NOT_FOUND, NOT_STARTED = 127, 126

-- Notes a program that is started, whether or not anybody waits for it.
local function note(call) calls[#calls + 1] = call end

-- What a program answers to a call: its status and what it writes.
local function answer(call)
  local entry = find(call.argv)
  local result = entry.result
  if type(result) == "function" then result = fakes.call(result, call, OF_FUNCTION, ("the program '%s'"):format(shown(call.argv))) end
  local code = result.error and (result.error == "ENOENT" and NOT_FOUND or NOT_STARTED) or result.code or 0
  return { code = code, stdout = result.stdout or "", stderr = result.stderr or "" }
end

-- Gives an output to where the program's options send it. Returns what the script reads.
local function deliver(text, stream, file)
  if stream == "pipe" then return text end
  if stream == "inherit" then file:write(text) end
  if stream:sub(1, 1) == "=" then assert(require("helm.fs").write(stream:sub(2), text)) end
  return ""
end

local function note_input(flow) flow.call.stdin = table.concat(flow.input) end

local function finished(flow)
  if flow.result then return flow end
  note_input(flow)
  flow.result = answer(flow.call)
  local stdout, stderr = flow.result.stdout, flow.result.stderr
  if flow.stderr == "stdout" then stdout, stderr = stdout .. stderr, "" end
  flow.out = deliver(stdout, flow.stdout, io.stdout)
  flow.err = flow.stderr == "stdout" and "" or deliver(stderr, flow.stderr, io.stderr)
  if flow.next then
    flow.next.input[#flow.next.input + 1] = flow.out
    flow.out = ""
  end
  return flow
end

local function result_of(number)
  local flow = finished(flows[number])
  flows[number] = nil
  local code = flow.result.code
  return { ok = code == 0, code = code, timed_out = false, stdout = flow.out, stderr = flow.err }
end

local function start(folder, stdin, stdout, stderr, _, count, ...)
  local given = { ... }
  local call = { argv = table.move(given, 2 * count + 1, #given, 1, {}), cwd = folder, env = {}, stdin = "" }
  for index = 1, 2 * count, 2 do call.env[given[index]] = given[index + 1] end
  local starts, message, code = outcome_of_start(find(call.argv), call.argv[1])
  note(call)
  if not starts then return nil, message, code end
  last = last + 1
  flows[last] = { call = call, input = {}, stdin = stdin, stdout = stdout, stderr = stderr }
  return last
end

local function feed(number, bytes)
  local flow = flows[number]
  flow.input[#flow.input + 1] = bytes
  return true
end

local function take(flow, name, how)
  local text = flow[name]
  local taken
  if how == "a" then taken = text
  elseif text == "" then return nil
  elseif type(how) == "number" then taken = text:sub(1, how)
  else taken = text:match("^[^\n]*\n?") end
  flow[name] = text:sub(#taken + 1)
  return how == "l" and taken:gsub("\n$", "") or taken
end

-- Functions of the host that take the number of a program; one that was started before the fakes is real.
local ABOUT = {
  feed = feed,
  close = function() return true end,
  write = function(number, ...)
    for _, text in ipairs({ ... }) do feed(number, text) end
    return true
  end,
  kill = function() return true end,
  release = function(number)
    local flow = flows[number]
    -- A handle of an earlier test may be collected in a later one.
    if flow and not flow.result then note_input(flow) end
    flows[number] = nil
    return true
  end,
  link = function(from, to) flows[from].next = flows[to] return true end,
  read = function(number, how, is_error) return (take(finished(flows[number]), is_error and "err" or "out", how)) end,
  finish = result_of, wait = result_of, stop = result_of,
}

local makers = {
  start = function() return start end,
  run = function()
    return function(_, input, ...)
      local number, message, code = start(...)
      if not number then return nil, message, code end
      if input then feed(number, input) end
      return result_of(number)
    end
  end,
  finishAll = function()
    return function(_, ...)
      local results = {}
      for index, number in ipairs({ ... }) do results[index] = result_of(number) end
      return results
    end
  end,
  which = function()
    return function(name)
      local function program_of(argv) return type(argv) == "string" and argv or argv[1] end
      local exact = last_for(function(argv) return program_of(argv) == name end)
      local entry = exact or last_for(function(argv) return names_path(program_of(argv), name) end)
      if not entry then return nil, name .. ": no such program was found", "ENOENT" end
      local starts, message, code = outcome_of_start(entry, name)
      if not starts then return nil, message, code end
      return name:find("[/\\]") and name or "/fake/" .. name
    end
  end,
}
for name, fake in pairs(ABOUT) do
  makers[name] = function(real)
    return function(number, ...)
      if flows[number] then return fake(number, ...) end
      return real(number, ...)
    end
  end
end

-- What io.popen returns: the output of a command to read, or its input to write.
local function pipe_of(command, mode)
  local flow = { call = { argv = list_of_line(command, "io.popen"), env = {}, stdin = "" }, input = {}, stdout = mode == "r" and "pipe" or "inherit", stderr = "inherit" }
  find(flow.call.argv)
  if mode == "r" then note(flow.call) end
  local text = mode == "r" and finished(flow).out or ""
  return pipes.open(mode, text, function(input)
    flow.input[1] = input
    if mode == "w" then note(flow.call) end
    return finished(flow).result.code
  end)
end

local function replace_lua()
  pipes.replace_lua()
  function io.popen(command, mode)
    mode = mode or "r"
    if mode ~= "r" and mode ~= "w" then error("bad argument #2 to 'popen' (invalid mode)", 2) end
    return pipe_of(arguments.text(command, 1, "popen"), mode)
  end
  function os.execute(command)
    if command == nil then return true end
    local call = { argv = list_of_line(command, "os.execute"), env = {}, stdin = "" }
    local result = answer(call)
    note(call)
    io.stdout:write(result.stdout)
    io.stderr:write(result.stderr)
    return result.code == 0 or nil, "exit", result.code
  end
end

function programs.expect(argv, result)
  expected[#expected + 1] = { argv = argv, result = result or {} }
  fakes.replace("helm.process", makers)
  replace_lua()
end

programs.begin_run, programs.end_run = pipes.begin_run, pipes.end_run

function programs.calls()
  for _, flow in pairs(flows) do
    if not flow.result then note_input(flow) end
  end
  return table.move(calls, 1, #calls, 1, {})
end

function programs.reset()
  expected, calls, flows = {}, {}, {}
  io.popen, os.execute = popen, execute
  pipes.reset()
end

return programs
