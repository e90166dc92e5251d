--@ case of nested functions
local function one() error("deep") end
local function two() one() end
local function three() two() end
three()

--@ case of global functions
function outer() inner() end
function inner() error("deep") end
outer()

--@ case of fields and methods
local object = { name = "x" }
function object.static() object:method() end
function object:method() error("deep") end
object.static()

--@ case of functions of a library
table.sort({ 2, 1 }, function() error("compare") end)

--@ case of string methods
("abc"):gsub(".", function(c) if c == "b" then error("at " .. c) end end)

--@ case of tail calls
local function last() error("tail") end
local function first() return last() end
first()

--@ case of recursion cut in the middle
local function down(n)
  if n == 0 then error("bottom") end
  down(n - 1)
  return n
end
down(50)

--@ case of recursion just short enough
local function down(n)
  if n == 0 then error("bottom") end
  down(n - 1)
  return n
end
down(15)

--@ case of metamethods
local t = setmetatable({}, { __add = function() error("in add") end, __index = function(_, k) error("in index " .. k) end })
pcall(function() return t + 1 end)
print(t.key)

--@ case of a for iterator
for x in function() error("iterating") end do print(x) end

--@ case of anonymous functions
(function() (function() error("anonymous") end)() end)()

--@ case of a function in a table of the registry
package.loaded.mymodule = { work = function() error("in a module") end }
package.loaded.mymodule.work()

--@ case of a required module
--@ file mod.lua "local M = {}\nfunction M.work()\n  error('in the module')\nend\nreturn M\n"
package.path = "./?.lua"
require("mod").work()

--@ case of a module that fails to load
--@ file mod.lua "local x\nx.y = 1\n"
package.path = "./?.lua"
require("mod")

--@ case of a module with a syntax error
--@ file mod.lua "local = 1\n"
package.path = "./?.lua"
require("mod")

--@ case of dofile
--@ file part.lua "\n\nerror('in a part')\n"
dofile("part.lua")

--@ case of loaded text
local f = load("error('in a chunk')", "=named")
f()

--@ case of loaded text without a name
load("error('in a chunk')")()

--@ case of loaded text of several lines
load("\n\nerror('third line')\n", "first line\nsecond line")()

--@ case of loaded text with a long name
load("error('x')", ("n"):rep(100))()

--@ case of loaded text with a long file name
load("error('x')", "@" .. ("f"):rep(100))()

--@ case of a coroutine that is wrapped
local function body() error("inside the coroutine") end
coroutine.wrap(body)()

--@ case of a coroutine, by debug.traceback
local function body() coroutine.yield(1) end
local co = coroutine.create(body)
coroutine.resume(co)
print(debug.traceback(co))
print(debug.traceback(co, "message"))
print(debug.traceback(co, nil, 1))
print(debug.traceback(co, "message", 0))

--@ case of a dead coroutine
local function body() error("dead") end
local co = coroutine.create(body)
coroutine.resume(co)
print(debug.traceback(co))

--@ case of debug.traceback itself
local function f() print(debug.traceback("here")) end
f()
print(debug.traceback("level 0", 0))
print(debug.traceback("level 2", 2))
print(debug.traceback())

--@ case of debug.traceback with other values
print(debug.traceback({}) ~= nil, debug.traceback(5):match("^5\n"), debug.traceback(nil):match("^stack"))
print(debug.traceback(true))
local t = {}
print(debug.traceback(t) == t)

--@ case of xpcall with traceback
local function fail() error("failed") end
print(xpcall(fail, debug.traceback))
print(xpcall(function() local x = nil + 1 end, debug.traceback))

--@ case of vararg functions and upvalues
local function v(...)
  local up = ...
  return (function() error(up) end)()
end
v("from an upvalue")

--@ case of a C function in between
pcall(string.rep)
string.rep()

--@ case of an error thrown by error directly
pcall(error)
error("direct")

--@ case of load with a failing reader
load(function() error("reader") end)
print(load(function() error("reader") end))
local f = load(function() return nil end)
f.x = 1

--@ case of an error within a message handler's caller
local function inner() local t = {} return t.a.b end
local function wrapper(f) return f() end
wrapper(inner)

--@ case of a close handler
local function f()
  local x <close> = setmetatable({}, { __close = function() error("while closing") end })
end
f()

--@ case of a hook
debug.sethook(function() debug.sethook() error("in the hook") end, "l")
local x = 1

--@ case of a syntax error in the script
local x = = 1

--@ case of an unfinished string in the script
print("abc

--@ case of an unfinished block in the script
if true then
  print(1)

--@ case of a script that is a wrong goto
goto nowhere

--@ case of a const that is assigned
local x <const> = 1
x = 2

--@ case of a break outside of a loop
print(1)
break
