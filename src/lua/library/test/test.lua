local host, arguments = ...

local test = {}

local fs = require("helm.fs")
local parts = host.parts
local isolation = parts.isolation()
local outcome = parts.outcome(host.last_status)

local fakes = parts.fakes(host.hosts)
local programs = parts.programs(fakes, arguments)
local requests = parts.requests(fakes)

local RUN = { stdin = "string", env = "table", script = "string" }

local folder
local folders, files = 0, 0
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
    error("bad argument #2 to 'run' (option 'script' expected: what the plugin's command starts is not a Lua script)", 3)
  end
  return host.script
end

function test.run(args, options)
  local words = words_of(args)
  options = arguments.options(options, 2, "run", RUN)
  local script = script_of(options)
  local restore = isolation.begin(options.env or {})
  host.capture(options.stdin or "")
  io.stdin:seek("set")
  local code = outcome.of(script, words)
  io.stdin:seek("end")
  local stdout, stderr = table.unpack(host.release())
  restore()
  return { ok = code == 0, code = code, stdout = stdout, stderr = stderr }
end

local function check_answer(answer, name)
  local kind = type(answer)
  if answer ~= nil and kind ~= "table" and kind ~= "function" then
    arguments.refuse(2, name, ("table or function expected, got %s"):format(kind))
  end
end

function test.program(argv, result)
  if type(argv) ~= "string" and (type(argv) ~= "table" or type(argv[1]) ~= "string") then
    arguments.refuse(1, "program", "the name of a program, or a list with it and its arguments, expected")
  end
  check_answer(result, "program")
  programs.expect(argv, result)
end

function test.calls() return programs.calls() end

function test.url(url, response)
  url = arguments.text(url, 1, "url")
  check_answer(response, "url")
  requests.expect(url, response)
end

function test.requests() return requests.made() end

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

function test.reset()
  fakes.restore()
  programs.reset()
  requests.reset()
  host.restore_world()
  isolation.change_variables(changed)
  changed = {}
  if not folder then return end
  fs.remove(folder, { recursive = true })
  folder = nil
end

return test
