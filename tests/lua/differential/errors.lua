--@ case a string
error("plain message")

--@ case a string at level 0
error("no position", 0)

--@ case a string at level 2
local function check(x) error("blames the caller", 2) end
local function user() check() end
user()

--@ case a string at level 3
local function a() error("far", 3) end
local function b() a() end
local function c() b() end
c()

--@ case a level beyond the stack
error("who", 50)

--@ case nil
error()

--@ case nil, given
error(nil)

--@ case false
error(false)

--@ case a number
error(42)

--@ case a float
error(1.5, 0)

--@ case a table
error({ code = 2 })

--@ case a table with __tostring
error(setmetatable({}, { __tostring = function() return "described" end }))

--@ case a table whose __tostring fails
error(setmetatable({}, { __tostring = function() error("twice") end }))

--@ case a table whose __tostring returns a number
error(setmetatable({}, { __tostring = function() return 7 end }))

--@ case a table with __name
error(setmetatable({}, { __name = "Kind" }))

--@ case a function
error(print)

--@ case a coroutine
error(coroutine.create(print))

--@ case a message of several lines
error("one\ntwo\nthree")

--@ case a message with a zero byte
error("before\0after", 0)

--@ case the empty message
error("", 0)

--@ case a long message
error(("x"):rep(2000), 0)

--@ case assert
assert(false)

--@ case assert with a message
assert(nil, "asserted")

--@ case assert with a table
assert(false, setmetatable({}, { __tostring = function() return "table asserted" end }))

--@ case assert without a value
assert()

--@ case assert of io.open
assert(io.open("missing.txt"))

--@ case call of nil
undefined_function()

--@ case call of a field
local t = {}
t.inner = {}
t.inner.missing()

--@ case call of a method
local t = {}
t:missing(1)

--@ case index of nil
local x
print(x.y)

--@ case index of a nil field
local t = {}
print(t.a.b.c)

--@ case index of a nil global
print(global_thing.x)

--@ case index of an upvalue
local up
local function f() return up.x end
f()

--@ case assignment to a field of nil
local t
t.x = 1

--@ case nil as a key
local t = {}
t[nil] = 1

--@ case NaN as a key
local t = {}
t[0 / 0] = 1

--@ case arithmetic on a string
print("abc" + 1)

--@ case arithmetic on a table
local t = {}
print(t * 2)

--@ case arithmetic on nil
print(1 + nil)

--@ case concatenation
print("a" .. {} .. "b")

--@ case concatenation of a field
local t = {}
print("a" .. t.x)

--@ case comparison of two types
print(1 < "2")

--@ case comparison of two tables
print({} < {})

--@ case comparison of nil
local a, b
print(a <= b)

--@ case length
print(#5)

--@ case bits of a float
print(1.5 | 1)

--@ case bits of a string
print("a" & 1)

--@ case bits of a huge float
print(2 ^ 70 | 0)

--@ case integer division by zero
print(1 // 0)

--@ case remainder by zero
print(1 % 0)

--@ case a for loop with a string
for i = 1, "x" do print(i) end

--@ case a for loop with a table
for i = {}, 1 do print(i) end

--@ case a for loop with a zero step
for i = 1, 2, 0 do print(i) end

--@ case a generic for loop without a function
for k in 5 do print(k) end

--@ case pairs of nil
for k in pairs(nil) do print(k) end

--@ case ipairs without an argument
ipairs()

--@ case setmetatable of a number
setmetatable(5, {})

--@ case a protected metatable
setmetatable(setmetatable({}, { __metatable = "locked" }), {})

--@ case string.rep beyond memory
print(pcall(string.rep, "x", 1 << 40))
print(pcall(string.rep, "abc", math.maxinteger))

--@ case wrong arguments of library functions
for _, call in ipairs {
  function() ("x"):rep() end, function() ("x"):rep({}) end, function() string.char(256) end, function() string.char(-1) end,
  function() string.format("%d", 1.5) end, function() string.format("%d", "x") end, function() string.format() end,
  function() table.concat({ {} }) end, function() table.concat({ 1, 2 }, 1, 1, 5) end, function() table.insert({}, 5, 1) end,
  function() table.insert({}) end, function() table.insert({}, 1, 2, 3) end,
  function() table.unpack({}, 1, 1e8) end, function() math.floor("x") end, function() math.floor({}) end,
  function() math.random(0, -1) end, function() math.random(1, 2, 3) end, function() math.tointeger() end,
  function() tonumber() end, function() tonumber("10", 99) end, function() tonumber(10, 10) end, function() tonumber({}, 10) end,
  function() select(0) end, function() select(-5, 1) end, function() rawset(1, 2, 3) end, function() rawlen(5) end,
  function() next({}, "nokey") end, function() utf8.char(-1) end, function() utf8.codepoint("\xff") end,
  function() coroutine.resume(1) end, function() coroutine.wrap(1) end, function() load(5) end, function() load({}) end,
  function() collectgarbage("nothing") end, function() os.date({}) end, function() getmetatable() end, function() rawequal(1) end,
} do print(select(2, pcall(call))) end

--@ case too many results and arguments
print(pcall(table.unpack, {}, 1, 10000000))
print(pcall(string.char, table.unpack({}, 1, 250)))
print(pcall(select, "#", table.unpack({}, 1, 100000)))

--@ case stack overflow
local function deep() return 1 + deep() end
local ok, message = pcall(deep)
print(ok, (message:gsub("\n.*", "")))

--@ case stack overflow in a metamethod
local t = setmetatable({}, {})
getmetatable(t).__index = function(_, k) return t[k .. "x"] end
local ok, message = pcall(function() return t.a end)
print(ok, (tostring(message):gsub("%s*stack traceback.*", ""):sub(1, 80)))

--@ case an error in an error handler
print(xpcall(error, function(m) error("handler fails") end, "first"))

--@ case a handler that returns several values
print(xpcall(error, function(m) return m, "second" end, "x"))

--@ case a handler sees the traceback
print(xpcall(function() error("inside") end, function(m) return m:upper() end))

--@ case xpcall passes arguments
print(xpcall(function(...) return select("#", ...), ... end, print, 1, nil, 3))

--@ case pcall of what is no function
print(pcall(nil))
print(pcall(5))
print(pcall({}))
print(pcall(pcall))
print(pcall(xpcall))
print(pcall(xpcall, print))

--@ case nested pcall
print(pcall(pcall, pcall, error, "deep"))

--@ case rethrown
local ok, e = pcall(error, { 1 })
print(pcall(error, e))
print(select(2, pcall(error, e)) == e)

--@ case an error object passes through pcall unchanged
local o = setmetatable({}, { __tostring = function() return "o" end })
print(select(2, pcall(error, o)) == o, select(2, pcall(error, o, 2)) == o)

--@ case tostring of an error with a position
local ok, e = pcall(function() local x = nil; x() end)
print(e)
ok, e = pcall(function() error("m", 1) end)
print(e)
ok, e = pcall(function() error("m", 2) end)
print(e)

--@ case an uncaught error in a coroutine
coroutine.wrap(function() error("within") end)()

--@ case an uncaught table in a coroutine
coroutine.wrap(function() error({}) end)()

--@ case an uncaught error in a resumed coroutine is a value
local co = coroutine.create(function() error("quiet") end)
print(coroutine.resume(co))
print(coroutine.status(co))
print(coroutine.resume(co))

--@ case an error in __gc is a warning
setmetatable({}, { __gc = function() error("in gc") end })
collectgarbage()
print("goes on")

--@ case an error in __gc with warnings on
warn("@on")
setmetatable({}, { __gc = function() error("in gc") end })
collectgarbage()
print("goes on")

--@ case an error in __gc at the end
warn("@on")
setmetatable({}, { __gc = function() error("at the end") end })

--@ case an error in __gc that is a table
warn("@on")
setmetatable({}, { __gc = function() error({}) end })
collectgarbage()

--@ case an error in __close
local x <close> = setmetatable({}, { __close = function() error("in close") end })
print("body")

--@ case an error in __close replaces the first
do
  local x <close> = setmetatable({}, { __close = function(_, e) print("saw", e) error("second", 0) end })
  error("first", 0)
end

--@ case an error through several __close
print(pcall(function()
  local a <close> = setmetatable({}, { __close = function(_, e) print("a", e) end })
  local b <close> = setmetatable({}, { __close = function(_, e) print("b", e) error("from b", 0) end })
  local c <close> = setmetatable({}, { __close = function(_, e) print("c", e) error("from c", 0) end })
  error("from body", 0)
end))

--@ case a value that cannot be closed
local x <close> = 5

--@ case an error in a metamethod
local t = setmetatable({}, { __add = function(a, b) error("cannot add") end })
print(t + 1)

--@ case an error in a comparator
table.sort({ 3, 1, 2 }, function(a, b) error("cannot compare") end)

--@ case an invalid order function
local t = {}
for i = 1, 100 do t[i] = i % 7 end
print(pcall(table.sort, t, function() return true end))

--@ case an error in gsub's function
print(pcall(string.gsub, "abc", ".", function() error("in gsub", 0) end))
print(pcall(string.gsub, "abc", ".", function() return {} end))

--@ case an error in an iterator
for x in function() error("in the iterator") end do print(x) end

--@ case an error after output
io.write("partial line")
error("then it broke")

--@ case a goto out of a loop then an error
for i = 1, 3 do
  if i == 2 then goto out end
end
::out::
local t = nil
t.x = 1

--@ case names of variables in messages
local t = { a = {} }
local function f(fn) return pcall(fn) end
print(f(function() return t.a.b.c end))
print(f(function() return t["a"]["b"]["c"] end))
print(f(function() return t[1][2] end))
print(f(function() return ("x").y.z end))
print(f(function() local s = "x" return s.y.z end))
print(f(function() return t:nomethod() end))
print(f(function() return t.a.b() end))
print(f(function() return (nil)() end))
print(f(function() return ({})() end))
print(f(function() return -{} end))
print(f(function() return ~"x" end))
print(f(function() return t.a < 1 end))
print(f(function() t.a.b.c = 1 end))
print(f(function() return 1 & 1.5 end))
print(f(function() return t .. "x" end))
print(f(function() return 2 ^ {} end))
print(f(function() return 10 // "a" end))
print(f(function() string.nothing() end))
print(f(function() local a = 1; a.b.c = 2 end))
print(f(function() for i = 1, {} do end end))

--@ case bad arguments name their function
print(pcall(function() string.rep() end))
print(pcall(function() ("x"):rep() end))
print(pcall(function() ("x").rep() end))
print(pcall(function() local r = string.rep; r() end))
print(pcall(function() io.open() end))
print(pcall(function() io.stdout:seek("bad") end))
print(pcall(function() io.stdout.seek() end))
print(pcall(function() table.insert(1, 2) end))
print(pcall(string.rep))
print(pcall(io.lines, {}))
