--@ case getinfo of a function
local function f(a, b, ...) local c = a end
local i = debug.getinfo(f)
print(i.what, i.short_src, i.source, i.linedefined, i.lastlinedefined, i.nparams, i.isvararg, i.nups, i.currentline, i.func == f, i.istailcall, i.name, i.namewhat)
i = debug.getinfo(print)
print(i.what, i.short_src, i.source, i.linedefined, i.currentline, i.nparams, i.isvararg, i.nups)

--@ case getinfo of levels
local function f() local i = debug.getinfo(1, "nSl") print(i.name, i.namewhat, i.what, i.currentline) i = debug.getinfo(2, "nSl") print(i.name, i.namewhat, i.what, i.currentline) end
f()
print(debug.getinfo(1, "S").what, debug.getinfo(2, "S") and debug.getinfo(2, "S").what, debug.getinfo(50))
print(pcall(debug.getinfo, 1, "X"))
print(pcall(debug.getinfo, 1, ">"))
print(pcall(debug.getinfo, "x"))
print(pcall(debug.getinfo))

--@ case active lines
local i = debug.getinfo(function()
  local x = 1

  return x
end, "L")
local lines = {}
for l in pairs(i.activelines) do lines[#lines + 1] = l end
table.sort(lines)
print(table.concat(lines, " "))

--@ case locals
local function f(a, b)
  local c = 3
  do local d = 4 end
  for i = 1, 8 do
    local n, v = debug.getlocal(1, i)
    if n then print(i, n, v) end
  end
  print(debug.setlocal(1, 1, "changed"), a, debug.setlocal(1, 99, 0))
end
f(1, 2)
print(debug.getlocal(f, 1), debug.getlocal(f, 2), debug.getlocal(f, 3))
print(pcall(debug.getlocal, 100, 1))

--@ case varargs as locals
local function f(...) print(debug.getlocal(1, -1)) print(debug.getlocal(1, -2)) print(debug.getlocal(1, -3)) print(debug.setlocal(1, -1, "new"), ...) end
f("a", "b")

--@ case upvalues
local a, b = 1, 2
local function f() return a, b end
print(debug.getupvalue(f, 1))
print(debug.getupvalue(f, 2))
print(debug.getupvalue(f, 3))
print(debug.setupvalue(f, 1, "set"), f())
local function g() return b end
print(debug.upvalueid(f, 2) == debug.upvalueid(g, 1), debug.upvalueid(f, 1) == debug.upvalueid(f, 2))
debug.upvaluejoin(f, 1, g, 1)
print(f())
print(debug.upvalueid(f, 9), pcall(debug.upvaluejoin, f, 9, g, 1))
print(debug.getupvalue(print, 1), debug.getupvalue(string.gmatch("a", "a"), 1))

--@ case hooks by line
local lines = {}
debug.sethook(function(e, l) lines[#lines + 1] = e .. l end, "l")
local x = 1
x = x + 1
debug.sethook()
print(table.concat(lines, " "))
print(debug.gethook())

--@ case hooks by call and return
local log = {}
local function f() return 1 end
debug.sethook(function(e) local i = debug.getinfo(2, "nS") log[#log + 1] = e .. ":" .. tostring(i.name) end, "cr")
f()
debug.sethook()
print(table.concat(log, " "))

--@ case hooks of tail calls
local log = {}
local function g() end
local function f() return g() end
debug.sethook(function(e) log[#log + 1] = e end, "c")
f()
debug.sethook()
print(table.concat(log, " "))

--@ case hooks by count
local n = 0
debug.sethook(function(e, l) n = n + 1 assert(e == "count" and l == nil) end, "", 100)
for i = 1, 10000 do end
debug.sethook()
print(n > 50 and n < 1000)
print(debug.gethook())

--@ case hooks that raise end a loop
debug.sethook(function() error("enough", 0) end, "", 1000)
print(pcall(function() while true do end end))
debug.sethook()

--@ case gethook
local function h() end
debug.sethook(h, "crl", 5)
local f, m, c = debug.gethook()
debug.sethook()
print(f == h, m, c)

--@ case hooks are per coroutine
local n = 0
debug.sethook(function() n = n + 1 end, "l")
local before = n
local co = coroutine.wrap(function()
  local x = 1
  x = 2
  x = 3
end)
co()
debug.sethook()
print(n - before < 5, debug.gethook(coroutine.create(print)))

--@ case coroutines
local co = coroutine.create(function(a) local b = 2 coroutine.yield(b) end)
coroutine.resume(co, 1)
print(debug.getinfo(co, 0, "n").name, debug.getinfo(co, 1, "l").currentline, debug.getinfo(co, 5))
print(debug.getlocal(co, 1, 1))
print(debug.getlocal(co, 1, 2))
print(debug.setlocal(co, 1, 2, "x"), debug.getlocal(co, 1, 2))
print(debug.traceback(co))

--@ case user values and metatables
print(debug.getuservalue(io.stdout), debug.getuservalue(1), debug.getuservalue({}))
print(debug.setuservalue(io.stdout, 1, 1))
print(pcall(debug.setuservalue, {}, 1))
print(debug.setmetatable(5, nil), debug.getmetatable(5))
print(pcall(debug.setmetatable, 1, 2))

--@ case the registry
local r = debug.getregistry()
print(type(r), type(r[1]), r[2] == _G, r._LOADED == package.loaded, type(r._PRELOAD), type(r["FILE*"]), type(r._CLIBS))

--@ case debug.debug reads commands
--@ stdin "print('typed')\nx = 5\nerror('oops')\nsyntax error\ncont\nprint('not reached')\n"
debug.debug()
print(x, io.read())

--@ case setcstacklimit
print(debug.setcstacklimit(200), debug.setcstacklimit(0))

--@ case debug has what it should have
local names = {}
for name in pairs(debug) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "))

--@ case transfer information
local out
debug.sethook(function(e) if e == "return" and not out then local i = debug.getinfo(2, "r") out = i.ftransfer .. "," .. i.ntransfer end end, "r")
local function f() return 1, 2, 3 end
f()
debug.sethook()
print(out ~= nil)
