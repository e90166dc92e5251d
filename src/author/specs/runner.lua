-- Runs one file of specs, and writes what happens to a file: a line of JSON for each event, at once.
local spec_file, results_path, filter, covered, folder, separator, output_path = ...
local OWN = "luff plugin test"

local results = assert(io.open(results_path, "wb"))
local xpcall, getinfo, traceback, tostring, clock = xpcall, debug.getinfo, debug.traceback, tostring, os.clock

local ESCAPES = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

local function escape(char) return ESCAPES[char] or ("\\u%04x"):format(char:byte()) end

local function encode(value)
  if type(value) == "number" then return math.type(value) == "integer" and tostring(value) or ("%.6f"):format(value) end
  if type(value) == "string" then return '"' .. value:gsub('[%c"\\\127]', escape) .. '"' end
  local fields = {}
  for key, field in pairs(value) do fields[#fields + 1] = encode(tostring(key)) .. ":" .. encode(field) end
  return "{" .. table.concat(fields, ",") .. "}"
end

local function tell(event)
  results:write(encode(event), "\n")
  results:flush()
end

-- First: it remembers Lua's own globals for the plugin.
local library = require("helm.test")
-- These replace functions of os, which stay replaced after each test.
require("helm.env")
require("helm.defer")
-- luff puts this code before this file, as a function.
local snapshot_of_lua = load_snapshot()

-- Assertions and spies are luassert's.
assert = require("luassert")
spy, stub, mock, match = require("luassert.spy"), require("luassert.stub"), require("luassert.mock"), require("luassert.match")

local Pending = { __name = "pending" }
local SPEC = "@" .. spec_file

-- The frames of the plugin and of the spec.
local function frames_of(trace)
  local frames = {}
  for frame in trace:gmatch("\n\t([^\n]+)") do
    local is_own = frame:find(OWN .. ":", 1, true) or frame:find("^luassert/") or frame:find("^%[C%]") or frame:find("^%(%.%.%.")
      or frame:find("^helm%.%l+:%d+:")
    if not is_own then frames[#frames + 1] = frame end
  end
  return table.concat(frames, "\n")
end

local function text_of(problem)
  local meta = getmetatable(problem)
  if type(problem) == "string" or type(problem) == "number" or type(meta) == "table" and meta.__tostring then return tostring(problem) end
  return ("error object is a %s value"):format(type(problem))
end

-- So many calls are looked at: each look goes through all before it, and a recursion without end has a million.
local MOST_LEVELS = 200

-- The line of the spec that called, however deep.
local function line_in_spec()
  for level = 3, MOST_LEVELS do
    local info = getinfo(level, "Sl")
    if not info then return end
    if info.source == SPEC and info.currentline > 0 then return info.currentline end
  end
  local place = traceback("", 3):match(spec_file:gsub("%p", "%%%0") .. ":(%d+):")
  return tonumber(place)
end

-- Two tables of one content are not equal for assert.equals, and look the same.
local function with_hint(text)
  local one, other = text:match("Expected objects to be equal%.\nPassed in:\n(%(table: .-)\nExpected:\n(%(table: .*)$")
  local function shape(shown) return (shown:gsub("table: 0x%x+", "table")) end
  if not one or shape(one) ~= shape(other) then return text end
  return text .. "\nThese are two tables with the same content. assert.same compares contents."
end

-- What went wrong: the text, the line of the spec, and the frames. Called while the stack is that of the error.
local function describe_problem(problem)
  if getmetatable(problem) == Pending then return problem end
  local line = line_in_spec()
  local text = with_hint(text_of(problem))
  local place = spec_file .. ":" .. (line or 0) .. ": "
  if text:sub(1, #place) == place then text = text:sub(#place + 1) end
  return { message = text, line = line, trace = frames_of(traceback("", 2)) }
end

local function line_of(level)
  for above = level + 1, math.huge do
    local info = getinfo(above, "Sl")
    if not info then return 0 end
    if info.source == SPEC then return info.currentline end
  end
end

local function new_block(name, parent)
  return { name = name, parent = parent, children = {}, setup = {}, teardown = {}, before_each = {}, after_each = {} }
end

local root = new_block("")
local block = root
-- The functions of `finally` of the test that runs; nil outside of tests.
local finals

local function check_body(name, body)
  if type(name) ~= "string" then error(("bad argument #1 (string expected, got %s)"):format(type(name)), 3) end
  if body ~= nil and type(body) ~= "function" then
    error(("bad argument #2 (function expected, got %s)"):format(type(body)), 3)
  end
end

local function tell_fault(name, problem)
  tell({ kind = "fault", name = name, message = problem.message, line = problem.line, trace = problem.trace })
end

local function full_name(item)
  local name = item.name
  local parent = item.parent
  while parent and parent.name ~= "" do
    name = parent.name .. " " .. name
    parent = parent.parent
  end
  return name
end

function describe(name, body)
  check_body(name, body)
  local inner = new_block(name, block)
  block.children[#block.children + 1] = inner
  block = inner
  local ok, problem = xpcall(body or function() end, describe_problem)
  block = inner.parent
  if not ok then tell_fault(full_name(inner), problem) end
end

context, insulate, expose = describe, describe, describe

function it(name, body)
  check_body(name, body)
  if finals then error("a test cannot be made in a test", 2) end
  block.children[#block.children + 1] = { name = name, parent = block, body = body, line = line_of(1), is_test = true }
end

spec, test = it, it

function pending(name, body)
  if finals then error(setmetatable({ reason = name or "" }, Pending), 0) end
  check_body(name, body)
  block.children[#block.children + 1] = { name = name, parent = block, line = line_of(1), is_test = true }
end

local function adder(list)
  return function(body)
    if type(body) ~= "function" then error(("bad argument #1 (function expected, got %s)"):format(type(body)), 2) end
    if finals then error("this cannot stand in a test", 2) end
    block[list][#block[list] + 1] = body
  end
end

before_each, after_each = adder("before_each"), adder("after_each")
setup, teardown = adder("setup"), adder("teardown")
lazy_setup, lazy_teardown, strict_setup, strict_teardown = setup, teardown, setup, teardown

function finally(body)
  if not finals then error("finally can stand only in a test", 2) end
  finals[#finals + 1] = body
end

-- Calls functions until one fails. Returns the problem.
local function call_all(functions)
  for _, body in ipairs(functions) do
    local ok, problem = xpcall(body, describe_problem)
    if not ok then return problem end
  end
end

-- The functions of a list of all blocks around a test, from the outside in.
local function around(item, list)
  local functions = item.parent and around(item.parent, list) or {}
  for _, body in ipairs(item[list] or {}) do functions[#functions + 1] = body end
  return functions
end

-- From the inside out.
local function leaving(item)
  local functions = {}
  while item do
    for _, body in ipairs(item.after_each or {}) do functions[#functions + 1] = body end
    item = item.parent
  end
  return functions
end

local number = 0

-- How many bytes the file has written so far, programs that it has started too; nil if that is not known. The file of the output is
-- asked: Windows knows no place in a stream.
local stdout, open = io.stdout, io.open
local function written()
  local ok, size = pcall(function()
    stdout:flush()
    local output <close> = assert(open(output_path, "rb"))
    return output:seek("end")
  end)
  return ok and size or nil
end

-- More of it would hide what failed.
local MOST_OF_STDERR = 4000

-- What the script that ran last wrote to stderr, unless the message has it.
local function stderr_note(message)
  local last = library.result()
  local text = last and last.stderr:gsub("%s+$", "") or ""
  if text == "" or message:find(text, 1, true) then return "" end
  if #text > MOST_OF_STDERR then text = text:sub(1, MOST_OF_STDERR) .. "..." end
  return "\nThe script wrote to stderr:\n" .. text:gsub("\n\t", "\n  ")
end

local function outcome_of(test, problem, seconds)
  local event = { kind = "end", id = number, status = "passed", seconds = seconds, written = written() }
  if getmetatable(problem) == Pending then
    event.status, event.message = "pending", problem.reason
  elseif problem then
    event.status, event.line, event.trace = "failed", problem.line or test.line, problem.trace
    event.message = problem.message .. stderr_note(problem.message)
  end
  return event
end

local function run_test(test)
  number = number + 1
  tell({ kind = "start", id = number, name = full_name(test), line = test.line, written = written() })
  if not test.body then return tell({ kind = "end", id = number, status = "pending", seconds = 0, message = "" }) end
  local start = clock()
  local snapshot = assert:snapshot()
  local set_lua_back = snapshot_of_lua.take()
  finals = {}
  local problem = call_all(around(test.parent, "before_each")) or call_all({ test.body })
  local at_end = call_all(finals)
  finals = nil
  local after = call_all(leaving(test.parent))
  snapshot:revert()
  set_lua_back()
  local outcome = outcome_of(test, problem or at_end or after, clock() - start)
  library.reset()
  tell(outcome)
end

local function is_selected(item)
  if item.is_test then return filter == "" or full_name(item):find(filter) ~= nil end
  for _, child in ipairs(item.children) do
    if is_selected(child) then return true end
  end
  return false
end

local function run_block(item)
  if not is_selected(item) then return end
  local problem = call_all(item.setup)
  if problem then
    tell_fault(full_name(item), problem)
  else
    for _, child in ipairs(item.children) do
      if not child.is_test then run_block(child) elseif is_selected(child) then run_test(child) end
    end
  end
  local after = call_all(item.teardown)
  if after then tell_fault(full_name(item), after) end
end

local function tell_others(item)
  for _, child in ipairs(item.children) do
    if child.is_test then tell({ kind = "other", name = full_name(child) }) else tell_others(child) end
  end
end

local is_pattern, complaint = pcall(string.find, "", filter)
if not is_pattern then
  tell({ kind = "bad-filter", message = complaint })
  os.exit(1)
end

-- As load_snapshot.
local coverage = covered ~= "" and load_coverage(folder, separator)
if coverage then coverage.begin() end
local chunk, message = loadfile(spec_file)
if not chunk then
  local line, text = message:match("^[^:]*:(%d+): (.*)$")
  tell({ kind = "fault", name = "", message = text or message, line = tonumber(line), trace = "" })
else
  local ok, problem = xpcall(chunk, describe_problem)
  if not ok then tell_fault("", problem) end
  if ok then run_block(root) end
  if number == 0 then tell_others(root) end
end
if coverage then coverage.finish(tell, covered) end
-- A main that the spec has loaded is the plugin's.
rawset(_G, "main", nil)
tell({ kind = "done" })
results:close()
