-- Checks Lua scripts: whether they compile, what luacheck says of them, and what they call. The arguments are luacheck as
-- a script, the scripts that find calls and members of the library, a request as JSON, and the texts of the scripts. Writes an answer as JSON.
local luacheck_script, calls_script, members_script, request_text = ...
local texts = { select(5, ...) }

local json = require("cjson")
local request = json.decode(request_text)

-- luacheck compares paths with patterns. The paths here are below the plugin's folder, with slashes on each system.
package.config = "/" .. package.config:sub(2)
package.preload["lfs"] = function()
  return { currentdir = function() return "/" end, attributes = function() end }
end
package.preload["luacheck.cache"] = function() return {} end
assert(load(luacheck_script, "=luacheck"))()

local config = require("luacheck.config")
local fs = require("luacheck.fs")
local globbing = require("luacheck.globbing")
local luacheck = require("luacheck")
local stages = require("luacheck.stages")
local utils = require("luacheck.utils")
local find_calls = assert(load(calls_script, "=find-calls"))()
local find_members = assert(load(members_script, "=find-members"))()

-- What a .luacheckrc can use. It has no way to files, programs and the network. What it leaves behind must not run later, when
-- the time is not limited.
local SAFE = { _VERSION = _VERSION, unpack = table.unpack }
for _, name in ipairs({
  "assert", "error", "ipairs", "next", "pairs", "rawequal", "rawget", "rawlen", "rawset", "select", "tonumber",
  "tostring", "type",
}) do
  SAFE[name] = _G[name]
end
for _, name in ipairs({ "math", "string", "table", "utf8" }) do
  SAFE[name] = {}
  for key, value in pairs(_G[name]) do SAFE[name][key] = value end
end

function SAFE.setmetatable(object, meta)
  if type(meta) == "table" and rawget(meta, "__gc") ~= nil then error("a metatable with __gc is not allowed", 2) end
  return setmetatable(object, meta)
end

-- Calls a function whose time is limited by luff, which ends the whole check then.
local function in_time(call, ...)
  limit_time(true)
  local results = table.pack(call(...))
  limit_time(false)
  return table.unpack(results, 1, results.n)
end

-- Like pcall. A signal ends the whole check.
local function try(call, ...)
  local ok, result = pcall(call, ...)
  local reason = not ok and tostring(result) or ""
  if reason:find("interrupted!", 1, true) or reason:find("terminated!", 1, true) then error(reason, 0) end
  return ok, result
end

-- luacheck's own loading of its configuration, but for the file and what the file can use.
function utils.load_config(_, env)
  local meta = getmetatable(env)
  local special = meta.__index
  function meta.__index(self, key)
    if key == "stds" or key == "files" then return special(self, key) end
    return SAFE[key]
  end
  local chunk, message = load(request.config, "=.luacheckrc", "t", env)
  if chunk == nil then return nil, "syntax", message end
  local ok, result = try(chunk)
  if not ok then return nil, "runtime", tostring(result) end
  env.cache = nil
  return env, result
end

function fs.find_file() return "/", "" end

-- Specs have the functions of busted. luacheck itself knows them only in some folders.
local SPECS = { ["**/*_spec.lua"] = { std = "+busted" } }

-- The options of all scripts, and why the plugin's own do not count.
local function read_options()
  local own = config.table_to_config({ std = "lua54", globals = { "main" }, files = SPECS })
  local plain = assert(config.stack_configs({ own, config.load_config(false) }))
  if request.config == nil then return plain end
  local loaded, message = config.load_config(nil, false)
  local stack
  if loaded ~= nil then stack, message = config.stack_configs({ own, loaded }) end
  return stack or plain, stack == nil and message or nil
end

local function matches(patterns, name)
  for _, pattern in ipairs(patterns) do
    if globbing.match(pattern, "/" .. name) then return true end
  end
  return false
end

local function is_checked(top, script)
  if script.isData then return false end
  if matches(top.exclude_files, script.name) then return false end
  return #top.include_files == 0 or matches(top.include_files, script.name)
end

-- luacheck's state of the script that it checked last, with the tree of the script.
local state
local run_stages = stages.run
function stages.run(new_state)
  state = new_state
  run_stages(new_state)
end

local function text_of(index) return (texts[index]:gsub("^\xef\xbb\xbf", ""):gsub("^#[^\r\n]*", "")) end

-- luacheck's work grows with the square of this number: it takes seconds for as many.
local MOST_FUNCTIONS = 2000

local function functions_of(text)
  local _, count = text:gsub("%f[%w_]function%f[^%w_]", "")
  return count
end

-- The answer for a script, and luacheck's report of it.
local function check(text, checked)
  local chunk, message = load(text, "=script", "t")
  if chunk == nil then
    local line, reason = message:match("^script:(%d+): (.*)$")
    return { syntax = { line = tonumber(line) or 0, message = reason or message } }, { fatal = "syntax" }
  end
  if not checked then return {}, { fatal = "excluded" } end
  if functions_of(text) > MOST_FUNCTIONS then
    local reason = ("it has more than %d functions, for which luacheck takes too long"):format(MOST_FUNCTIONS)
    return { unchecked = reason }, { fatal = "failed" }
  end
  local ok, report = try(luacheck.get_report, text)
  if not ok then return { unchecked = tostring(report):match("^[^\n]*") }, { fatal = "failed" } end
  local first = report.warnings[1]
  if first ~= nil and first.code == "011" then
    return { unchecked = ("line %d: %s"):format(first.line, first.msg) }, { fatal = "syntax" }
  end
  local calls = find_calls(state)
  calls.members = find_members(state)
  return { calls = calls }, report
end

-- An empty table would be an object in JSON.
local function list(values)
  if #values > 0 then return values end
end

-- The options of all scripts, those of each that is checked, and why the plugin's own do not count.
local function choose_options()
  local options, fault = read_options()
  local top, options_of = options:get_top_options(), {}
  for index, script in ipairs(request.scripts) do
    if is_checked(top, script) then options_of[index] = options:get_options(script.name) end
  end
  return options, options_of, fault
end

local options, options_of, fault = in_time(choose_options)
local answers, reports = {}, {}
for index in ipairs(request.scripts) do
  answers[index], reports[index] = check(text_of(index), options_of[index] ~= nil)
end
local found = in_time(luacheck.process_reports, reports, options_of, options:get_stds())
for index, report in ipairs(found) do
  local warnings = {}
  for _, issue in ipairs(report) do
    local warning = { code = issue.code, line = issue.line, column = issue.column }
    warning.message = luacheck.get_message(issue)
    table.insert(warnings, warning)
  end
  answers[index].warnings = list(warnings)
end
io.write(json.encode({ scripts = list(answers), fault = fault }))
