-- Calls every function of the libraries with wild arguments: calls.lua SEED FIRST LAST PROGRESS-FILE.
-- The number of the round is in the progress file before the round begins; a round is one function with one set of arguments.
local seed, first, last, progress_name = ...

-- Calls may put anything into the libraries, so everything that is used here is held in locals.
local random, randomseed, create, resume, close, pcall, type, next, pairs, rawset, select = math.random, math.randomseed, coroutine.create, coroutine.resume, coroutine.close, pcall, type, next, pairs, rawset, select
local sethook, set_metatable, unpack, setmetatable, collectgarbage, string_meta, remove, tmpname = debug.sethook, debug.setmetatable, table.unpack, setmetatable, collectgarbage, getmetatable(""), os.remove, os.tmpname
local rep, char, tmpfile, popen, execute, registry = string.rep, string.char, io.tmpfile, io.popen, os.execute, debug.getregistry()

local progress = assert(io.open(progress_name, "w"))
local progress_seek, progress_write, progress_flush, format = progress.seek, progress.write, progress.flush, string.format
local function announce(round, name)
  progress_seek(progress, "set")
  progress_write(progress, format("%010d %-40s", round, name))
  progress_flush(progress)
end

local functions, libraries = {}, {}
local left_out = { ["os.exit"] = true, ["os.tmpname"] = true }
for name, library in pairs(package.loaded) do
  if type(library) == "table" then
    local copy = {}
    for key, value in next, library do
      copy[key] = value
      if type(value) == "function" and key ~= "main" and not left_out[name .. "." .. key] then functions[#functions + 1] = { name .. "." .. key, value } end
    end
    libraries[library] = copy
  end
end
for key, value in pairs(getmetatable(io.stdout)) do
  if type(value) == "function" then functions[#functions + 1] = { "file:" .. key, value, true } end
end
for key, value in pairs(getmetatable(io.stdout).__index) do functions[#functions + 1] = { "file:" .. key, value, true } end
for key, value in next, string_meta do
  if type(value) == "function" then functions[#functions + 1] = { "string:" .. key, value } end
end
functions[#functions + 1] = { "os.tmpname", function(...) remove(tmpname(...)) end }
table.sort(functions, function(a, b) return a[1] < b[1] end)

local integers = { 0, 1, -1, 2, 3, 7, 10, -10, 63, 64, 127, 128, 255, 256, 1000, 65536, -65536, 2 ^ 31 | 0, -(2 ^ 31) | 0, 2 ^ 32 | 0, 2 ^ 53 | 0, math.maxinteger, math.mininteger, math.maxinteger - 1 }
local floats = { 0.0, -0.0, 0.5, -1.5, 1e15, 2.0 ^ 53, 2.0 ^ 63, 1e300, 1 / 0, -1 / 0, 0 / 0, 5e-324 }
local strings = {
  "", "a", "b", "sub/c", "x\0y", rep("x", 300), rep("long ", 1000), "r", "w", "rb", "a+", "l", "n", "*a", "all", "set", "cur", "end", "full", "no", "line", "%d", "%s %s", "%99.99f", "%q", "%c", "%5$d",
  "%", "(", "[", "%b", "%f[a]", "(.)%1", ".-.-", "%w+", "^a*$", "()", "!%c", "*t", "%Ex", "<i4", ">s2", "z", "!16 d", "c10", "Xi4", "i17", "=name", "@file", "return 1", "x = ", "\27Lua", "count", "step", "generational", "incremental",
  "collect", "setpause", "ctype", "C", "crl", "nSltufrL", ">S", "k", "v", "__index", "1", "0x10", "1e5", " 12 ", "inf", "\u{10FFFF}", "\xff\xfe", "ä€", "@on", "@off", "./?.lua", "?;?", "no.such.module", "string",
}
local commands = { "", "true", "exit 3", "echo x", "cat", "false", "kill -9 $$", "printf '\\0\\377'" }
local environment = setmetatable({}, { __len = function() return 100 end, __index = function(_, k) return k end })

local function echo(...) return ... end
local function nothing() end
local function fails() error("from the fuzz") end
local function yields(...) return coroutine.yield(...) end
local picks = {}
picks[1] = function() return nil end
picks[2] = function() return random(2) == 1 end
picks[3] = function() return integers[random(#integers)] end
picks[4] = function() return floats[random(#floats)] end
picks[5] = function() return strings[random(#strings)] end
picks[6] = picks[5]
picks[7] = function() return ({ echo, nothing, fails, yields, type, select })[random(6)] end
picks[8] = function()
  local t = {}
  for i = 1, random(0, 4) do t[i] = picks[random(6)]() end
  return t
end
picks[9] = function() return create(({ echo, yields, fails })[random(3)]) end
picks[10] = function() return ({ io.stdin, io.stdout, io.stderr, (tmpfile()) })[random(4)] end
picks[11] = function() return ({ environment, {}, setmetatable({}, { __gc = nothing, __close = fails, __mode = "k" }) })[random(3)] end
picks[12] = function() return random(20) == 1 and ({ registry, _G, package, string, string_meta, package.loaded })[random(6)] or random(-3, 300) end

local function arguments(entry)
  local args, n = {}, random(0, 5)
  for i = 1, n do args[i] = picks[random(#picks)]() end
  if entry[3] and random(10) > 1 then args[1], n = tmpfile(), n == 0 and 1 or n end
  local name = entry[1]
  -- What would run for minutes in the reference interpreter too, or harm the machine.
  if name == "os.execute" or name == "io.popen" then args[1], n = commands[random(#commands)], n == 0 and 1 or n end
  if name == "string.rep" or name == "table.move" or name == "table.sort" then
    for i = 1, n do if type(args[i]) == "number" and (args[i] > 1000 or args[i] ~= args[i]) then args[i] = 1000 end end
    if name == "table.sort" and args[1] == environment then args[1] = {} end
  end
  if name == "_G.load" and type(args[1]) == "function" then args[1] = nothing end
  for i = 1, n do
    if name:find("^string%.") and type(args[i]) == "string" and #args[i] > 300 then args[i] = "long" end
  end
  return args, n
end

local function restore()
  sethook()
  collectgarbage("restart")
  collectgarbage("incremental", 200, 100, 13)
  for _, value in next, { 1, true, nothing, (create(nothing)) } do set_metatable(value, nil) end
  set_metatable(nil, nil)
  set_metatable("", string_meta)
  rawset(string_meta, "__index", string)
  for library, copy in next, libraries do
    for key, value in next, copy do rawset(library, key, value) end
  end
end

local function too_long() error("too long", 0) end

first, last, seed = first // 1 | 0, last // 1 | 0, seed // 1 | 0
for round = first, last do
  randomseed(seed, round)
  local entry = functions[random(#functions)]
  announce(round, entry[1])
  local args, n = arguments(entry)
  local co = create(function(f, ...) return f(...) end)
  sethook(co, too_long, "", 100000)
  pcall(resume, co, entry[2], unpack(args, 1, n))
  pcall(close, co)
  restore()
end
io.stderr:write("done\n")
os.exit(0)
