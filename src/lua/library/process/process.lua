local host, arguments = ...

local process = {}

local checks = host.parts.checks(host, arguments)

local RUN = { stdin = "null", stdout = "pipe", stderr = "pipe" }
local SPAWN = { stdin = "pipe", stdout = "pipe", stderr = "inherit" }
local OWN = { stdin = "inherit", stdout = "inherit", stderr = "inherit" }

local RUN_OPTIONS = checks.with({ timeout = "number", check = "boolean" })

local new_handle = host.parts.handle(host, arguments, checks, SPAWN)

-- What stdin is for run: "inherit", or the text that the program reads; otherwise nothing.
local function run_stdin(options)
  if options.stdin == nil then return "null" end
  return options.stdin == "inherit" and "inherit" or "pipe"
end

function process.run(argv, options)
  argv = checks.argv(argv, 1, "run")
  options = arguments.options(options, 2, "run", RUN_OPTIONS)
  checks.options(options, 2, "run")
  local stdin = run_stdin(options)
  local input = stdin == "pipe" and options.stdin or nil
  local defaults = { stdin = stdin, stdout = RUN.stdout, stderr = RUN.stderr }
  local result, message, code = host.run(options.timeout, input, checks.start_of(argv, options, defaults))
  if not result then
    if options.check then arguments.raise(message) end
    return nil, message, code
  end
  checks.result(result, options, RUN)
  if options.check then checks.require_success(result, argv[1]) end
  return result
end

function process.spawn(argv, options)
  argv = checks.argv(argv, 1, "spawn")
  options = arguments.options(options, 2, "spawn", checks.START)
  checks.options(options, 2, "spawn")
  local stdin = options.stdin or SPAWN.stdin
  if stdin ~= "pipe" and stdin ~= "inherit" and stdin ~= "null" then
    arguments.refuse(2, "spawn", "option 'stdin': 'pipe', 'inherit' or 'null' expected")
  end
  local number, message, code = checks.start(argv, options, { stdin = stdin, stdout = SPAWN.stdout, stderr = SPAWN.stderr })
  if not number then return nil, message, code end
  return new_handle(number, options)
end

local SIGPIPE = 13

-- The last program that fails decides, as with a shell's `set -o pipefail`. One that SIGPIPE ends does not fail: the next one
-- reads no more. Returns the result of all, and the number of the program that decides.
local function joined(results)
  local last = results[#results]
  local outcome = { stdout = last.stdout, stderr = {}, timed_out = false, results = results }
  local decisive = #results
  for index, result in ipairs(results) do
    if not result.ok and (index == #results or result.signal ~= SIGPIPE) then decisive = index end
    outcome.timed_out = outcome.timed_out or result.timed_out
    outcome.stderr[#outcome.stderr + 1] = result.stderr
  end
  local deciding = results[decisive]
  outcome.ok, outcome.code, outcome.signal = deciding.ok, deciding.code, deciding.signal
  outcome.stderr = table.concat(outcome.stderr)
  return outcome, decisive
end

-- The streams of one of several programs: only the first has the given input, and only the last the given output.
local function part_of(options, index, count)
  local part = {}
  for name, value in pairs(options) do part[name] = value end
  if index < count then part.stdout = nil end
  return part, { stdin = index == 1 and run_stdin(options) or "pipe", stdout = RUN.stdout, stderr = RUN.stderr }
end

local function start_all(commands, options)
  local numbers = {}
  for index, argv in ipairs(commands) do
    local number, message, code = checks.start(argv, part_of(options, index, #commands))
    if not number then
      for _, started in ipairs(numbers) do host.stop(started) end
      return nil, message, code
    end
    if index > 1 then host.link(numbers[index - 1], number) end
    numbers[index] = number
  end
  return numbers
end

function process.pipe(commands, options)
  if type(commands) ~= "table" then arguments.refuse(1, "pipe", ("table expected, got %s"):format(type(commands))) end
  local list, hole = {}, arguments.hole(commands)
  if hole then arguments.refuse(1, "pipe", ("element #%d: table expected, got nil"):format(hole)) end
  for index, argv in ipairs(commands) do list[index] = checks.argv(argv, 1, "pipe") end
  if #list == 0 then arguments.refuse(1, "pipe", "a list with at least one program expected") end
  options = arguments.options(options, 2, "pipe", RUN_OPTIONS)
  checks.options(options, 2, "pipe")
  local numbers, message, code = start_all(list, options)
  if not numbers then
    if options.check then arguments.raise(message) end
    return nil, message, code
  end
  if run_stdin(options) == "pipe" then host.feed(numbers[1], options.stdin, true) end
  local results
  results, message, code = host.finishAll(options.timeout, table.unpack(numbers))
  if not results then
    for _, number in ipairs(numbers) do host.stop(number) end
    if options.check then arguments.raise(message) end
    return nil, message, code
  end
  for index, result in ipairs(results) do checks.result(result, part_of(options, index, #numbers)) end
  local outcome, decisive = joined(results)
  if options.check then checks.require_success(outcome, list[decisive][1]) end
  return outcome
end

function process.which(name)
  name = arguments.path(name, 1, "which")
  if name == "" then arguments.refuse(1, "which", "the name of a program expected") end
  return host.which(name)
end

function process.exec(argv, options)
  argv = checks.argv(argv, 1, "exec")
  options = arguments.options(options, 2, "exec", { cwd = "string", env = "table", clear_env = "boolean" })
  checks.options(options, 2, "exec")
  local number, message, code = checks.start(argv, options, OWN)
  if not number then return nil, message, code end
  os.exit(host.finish(number).code, true)
end

return process
