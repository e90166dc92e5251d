local host, arguments = ...

local test = {}

local fs = require("helm.fs")
local parts = host.parts
local isolation = parts.isolation(parts.snapshot())
local outcome = parts.outcome(host.last_status)

local fakes = parts.fakes(host.hosts, arguments)
local programs = parts.programs(fakes, arguments, parts.pipes(), host)
local requests = parts.requests(fakes, host)

local RUN = { stdin = "string", env = "table", script = "string" }

local folder
local folders, files = 0, 0
-- What the last run came to.
local last
-- The variables that env has changed, with their values before.
local changed = {}

-- Below the folder that luff removes after the specs, however they end; without one, a temporary folder.
local function make_folder()
  if not host.folder then return fs.tmpdir("luff-test-") end
  folders = folders + 1
  local path = require("helm.path").join(host.folder, tostring(folders))
  local made, message, code = fs.mkdir(path)
  if not made then return nil, message, code end
  return path
end

function test.dir()
  if not folder then
    local message, code
    folder, message, code = make_folder()
    if not folder then return nil, message, code end
  end
  return folder
end

-- The arguments of the script, those of the manifest first.
local function words_of(args)
  if args ~= nil and type(args) ~= "table" then arguments.refuse(1, "run", ("table expected, got %s"):format(type(args))) end
  local words = {}
  for index, word in ipairs(host.args or {}) do words[index] = word end
  for _, word in ipairs(args or {}) do words[#words + 1] = arguments.text(word, 1, "run") end
  return words
end

local function script_of(options)
  if options.script then return options.script end
  if not host.script then
    arguments.refuse(2, "run", "option 'script' expected: what the plugin's command starts is not a Lua script")
  end
  return host.script
end

local function result_of(run) return { ok = run.code == 0, code = run.code, stdout = run.stdout, stderr = run.stderr } end

function test.run(args, options)
  local words = words_of(args)
  options = arguments.options(options, 2, "run", RUN)
  local script = script_of(options)
  fakes.forget_misses()
  programs.begin_run()
  local restore = isolation.begin(options.env or {})
  host.capture(options.stdin or "")
  io.stdin:seek("set")
  local code = outcome.of(script, words)
  local problem = programs.end_run()
  restore()
  io.stdin:seek("end")
  local stdout, stderr = table.unpack(host.release())
  last = { code = code, stdout = stdout, stderr = stderr }
  local missed = fakes.first_miss() or problem
  if missed then arguments.raise(missed) end
  return result_of(last)
end

function test.result() return last and result_of(last) end

local function check_answer(answer, name, known)
  local kind = type(answer)
  if answer == nil or kind == "function" then return end
  if kind ~= "table" then arguments.refuse(2, name, ("table or function expected, got %s"):format(kind)) end
  local fault = fakes.fault_of(answer, known)
  if fault then arguments.refuse(2, name, fault) end
end

-- A program's name, or a list with it and its arguments, where numbers become texts as in helm.process.
local function argv_of(given)
  if type(given) == "string" then return given end
  if type(given) ~= "table" or type(given[1]) ~= "string" then
    arguments.refuse(1, "program", "the name of a program, or a list with it and its arguments, expected")
  end
  local argv = {}
  for index, word in ipairs(given) do
    if type(word) ~= "string" and type(word) ~= "number" then
      arguments.refuse(1, "program", ("element #%d: string expected, got %s"):format(index, type(word)))
    end
    argv[index] = tostring(word)
  end
  local hole = arguments.hole(given)
  if hole then arguments.refuse(1, "program", ("element #%d: string expected, got nil"):format(hole)) end
  return argv
end

function test.program(argv, result)
  argv = argv_of(argv)
  check_answer(result, "program", programs.ANSWER)
  programs.expect(argv, result)
end

function test.calls() return arguments.array(programs.calls()) end

function test.url(url, response)
  url = arguments.text(url, 1, "url")
  check_answer(response, "url", requests.ANSWER)
  requests.expect(url, response)
end

function test.requests() return arguments.array(requests.made()) end

-- A script may write the path as it is here, or as an absolute one.
function test.file(path, content)
  path = arguments.path(path, 1, "file")
  if content ~= false then content = arguments.text(content, 2, "file") end
  local data, message, code = test.dir()
  if not data then return nil, message, code end
  local paths = require("helm.path")
  files = files + 1
  local file = paths.join(data, ".file-" .. files)
  if content then
    local written
    written, message, code = fs.write(file, content)
    if not written then return nil, message, code end
  end
  for _, given in ipairs({ path, paths.abs(path) }) do host.stand_in(given, file) end
  return true
end

function test.clock(seconds) host.set_clock(arguments.number(seconds, 1, "clock")) end

function test.env(variables)
  if type(variables) ~= "table" then arguments.refuse(1, "env", ("table expected, got %s"):format(type(variables))) end
  for name, value in pairs(isolation.change_variables(variables)) do
    if changed[name] == nil then changed[name] = value end
  end
end

-- Nothing stays in the home folder that specs have. Windows removes no open file, and a script may leave its files to the collector.
local function empty_home()
  local folders = host.home_folders
  if not folders then return end
  if not fs.remove(folders[1], { recursive = true }) then
    collectgarbage()
    fs.remove(folders[1], { recursive = true })
  end
  for _, each in ipairs(folders) do fs.mkdir(each) end
end

function test.reset()
  fakes.restore()
  programs.reset()
  requests.reset()
  host.restore_world()
  isolation.change_variables(changed)
  changed, last = {}, nil
  empty_home()
  if not folder then return end
  collectgarbage()
  fs.remove(folder, { recursive = true })
  folder = nil
end

return test
