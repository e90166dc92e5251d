-- helm.process: checks of a program's arguments and options, and its start.
local host, arguments = ...

local checks = {}

-- More than fit on the command line of a system with arguments of usual lengths. The compact host passes no more values than 65534.
local MOST_WORDS, MOST_VARIABLES = 60000, 2000

-- Tables that each call would otherwise make anew.
local NOTHING, PATHS, OUTPUTS = {}, { "cwd", "stdout", "stderr" }, { "stdout", "stderr" }

local STREAMS = { capture = "pipe", inherit = "inherit", null = "null", pipe = "pipe", stdout = "stdout" }

-- Words of outputs, as errors list them, and all that a word can be near to which is not meant as a file.
local WORDS = { stdout = "'capture', 'pipe', 'inherit' or 'null'", stderr = "'capture', 'pipe', 'inherit', 'null' or 'stdout'" }
local OUTPUT_WORDS = { "capture", "pipe", "inherit", "null", "stdout", "stderr", "stdin" }

-- What all functions know. A stream of the script's is a word; any other text is a file.
checks.START = { cwd = "string", env = "table", clear_env = "boolean", stdin = "string", stdout = "string", stderr = "string", text = "boolean" }

function checks.with(more)
  local known = {}
  for _, options in ipairs({ checks.START, more }) do
    for name, kind in pairs(options) do known[name] = kind end
  end
  return known
end

-- A list with the program and its arguments; numbers become texts.
function checks.argv(argv, index, name)
  if type(argv) ~= "table" then return arguments.refuse(index, name, ("table expected, got %s"):format(type(argv))) end
  local words = {}
  for at, word in ipairs(argv) do
    if type(word) == "number" then word = tostring(word) end
    if type(word) ~= "string" then
      return arguments.refuse(index, name, ("element #%d: string expected, got %s"):format(at, type(word)))
    end
    if word:find("\0", 1, true) then return arguments.refuse(index, name, ("element #%d has a zero byte"):format(at)) end
    words[at] = word
  end
  local hole = arguments.hole(argv)
  if hole then return arguments.refuse(index, name, ("element #%d: string expected, got nil"):format(hole)) end
  if #words > MOST_WORDS then return arguments.refuse(index, name, ("at most %d arguments expected, got %d"):format(MOST_WORDS, #words)) end
  if not words[1] or words[1] == "" then return arguments.refuse(index, name, "a list with the name of a program expected") end
  return words
end

-- Whether a text is nearly a word for outputs. Of short words many others differ by one letter; "nul" is the name that Windows has for it.
local function is_meant_as_word(text)
  local nearest = arguments.nearest(text, OUTPUT_WORDS)
  return text:lower() == "nul" or nearest and (#nearest > 4 or text:lower() == nearest)
end

-- A word that is nearly one of those for outputs would become a file in the working folder.
local function check_output(option, value, index, name)
  if not value or STREAMS[value] or value:find("[./\\]") or not is_meant_as_word(value) then return end
  arguments.refuse(index, name, ("option '%s': %s expected, got '%s'; for a file of that name write './%s'"):format(option, WORDS[option], value, value))
end

-- Checks what options say of variables, streams and the time. Their names and types were checked before.
function checks.options(options, index, name)
  local count = 0
  for variable, value in pairs(options.env or NOTHING) do
    count = count + 1
    if count > MOST_VARIABLES then
      return arguments.refuse(index, name, ("option 'env': at most %d variables expected"):format(MOST_VARIABLES))
    end
    local good = type(variable) == "string" and variable ~= "" and not variable:find("[=\0]")
    if not good then return arguments.refuse(index, name, "option 'env': names of variables expected") end
    local kind = type(value)
    if kind ~= "string" and kind ~= "number" and value ~= false or kind == "string" and value:find("\0", 1, true) then
      return arguments.refuse(index, name, ("option 'env': string without zero bytes or false expected for '%s'"):format(variable))
    end
  end
  for _, option in ipairs(PATHS) do
    local value = options[option]
    if value and (value == "" or value:find("\0", 1, true)) then
      return arguments.refuse(index, name, ("option '%s': a path without zero bytes expected"):format(option))
    end
  end
  for _, option in ipairs(OUTPUTS) do check_output(option, options[option], index, name) end
  if options.stdout == "stdout" then return arguments.refuse(index, name, "option 'stdout': 'stdout' is for stderr") end
  if options.timeout and not (options.timeout >= 0) then
    return arguments.refuse(index, name, "option 'timeout': a number of seconds expected")
  end
end

local function stream_of(given, default)
  if given == nil then return default end
  return STREAMS[given] or "=" .. given
end

-- What host.start takes. `defaults` has the streams for options that are not given.
function checks.start_of(argv, options, defaults)
  local variables, count = {}, 0
  for name, value in pairs(options.env or NOTHING) do
    count = count + 1
    variables[#variables + 1] = name
    variables[#variables + 1] = value and tostring(value)
  end
  table.move(argv, 1, #argv, #variables + 1, variables)
  local stdout, stderr = stream_of(options.stdout, defaults.stdout), stream_of(options.stderr, defaults.stderr)
  return options.cwd, defaults.stdin, stdout, stderr, options.clear_env == true, count, table.unpack(variables)
end

-- Starts a program and returns its number.
function checks.start(argv, options, defaults) return host.start(checks.start_of(argv, options, defaults)) end

local function unix_lines(text) return (text:gsub("\r\n", "\n")) end

-- A result as the options want it. Outputs that were not captured are nil.
function checks.result(result, options, defaults)
  for _, name in ipairs(OUTPUTS) do
    if stream_of(options[name], defaults[name]) ~= "pipe" then result[name] = nil end
    if options.text and result[name] then result[name] = unix_lines(result[name]) end
  end
  return result
end

local LAST = 2000

-- Raises an error that says how the program ended, and the last of what it wrote to stderr.
function checks.require_success(result, program)
  if result.ok then return result end
  local how = result.timed_out and "its time is over" or result.signal and "signal " .. result.signal or "exit status " .. result.code
  local said = (result.stderr or ""):gsub("%s+$", "")
  if #said > LAST then said = "..." .. said:sub(-LAST) end
  arguments.raise(("%s: %s%s"):format(program, how, said == "" and "" or "\n" .. said))
end

checks.unix_lines, checks.stream_of = unix_lines, stream_of

return checks
