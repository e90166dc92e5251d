local host, arguments = ...

local test = {}

local fs = require("helm.fs")
local parts = host.parts
local isolation = parts.isolation()
local outcome = parts.outcome(host.last_status)

local RUN = { stdin = "string", env = "table", script = "string" }

local folder
local folders = 0

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

function test.reset()
  if not folder then return end
  fs.remove(folder, { recursive = true })
  folder = nil
end

return test
