--@ case arithmetic
local mt = {}
for _, e in ipairs { "add", "sub", "mul", "div", "mod", "pow", "unm", "idiv", "band", "bor", "bxor", "shl", "shr", "bnot", "concat" } do
  mt["__" .. e] = function(a, b) return e .. ":" .. (type(a) == "table" and "t" or tostring(a)) .. "," .. (type(b) == "table" and "t" or tostring(b)) end
end
local t = setmetatable({}, mt)
print(t + 1, 1 - t, t * t, t / 2, 2 % t, t ^ 2, -t, t // 3, t & 1, 1 | t, t ~ 1, t << 1, 1 >> t, ~t, t .. "x", "x" .. t, 1 .. t)

--@ case comparison
local mt = { __eq = function() return true end, __lt = function(a, b) return a.n < b.n end, __le = function(a, b) return a.n <= b.n end }
local a, b = setmetatable({ n = 1 }, mt), setmetatable({ n = 2 }, mt)
print(a == b, a ~= b, a < b, a > b, a <= b, a >= b, rawequal(a, b), a == 1)

--@ case __lt does for __le
local only_lt = setmetatable({}, { __lt = function() return true end })
print(only_lt < {}, pcall(function() return only_lt <= {} end))

--@ case results are turned into booleans
local mt = { __eq = function() return 1 end, __lt = function() return nil end, __le = function() return "x" end }
local a, b = setmetatable({}, mt), setmetatable({}, mt)
print(a == b, a < b, a <= b)

--@ case index
local t = setmetatable({}, { __index = function(t, k) return k .. "!" end })
print(t.x, t[1], rawget(t, "x"))
t = setmetatable({}, { __index = setmetatable({ a = 1 }, { __index = { b = 2 } }) })
print(t.a, t.b, t.c)
print(pcall(function() local t = setmetatable({}, {}) getmetatable(t).__index = t return t.x end))

--@ case newindex
local log = {}
local t = setmetatable({}, { __newindex = function(t, k, v) rawset(t, k, v * 2) end })
t.a = 1
t.a = 5
print(t.a)
local store = {}
t = setmetatable({}, { __newindex = store })
t.x = 9
print(rawget(t, "x"), store.x)

--@ case call
local t = setmetatable({}, { __call = function(self, ...) return select("#", ...), ... end })
print(t(1, nil, 3))
print(pcall(t, "a"))
local deep = setmetatable({}, { __call = t })
print(deep("x"))
print(pcall(setmetatable({}, { __call = 5 })))

--@ case length, tostring, name, pairs
print(#setmetatable({}, { __len = function() return 42 end }), pcall(function() return #setmetatable({}, { __len = 5 }) end))
print(tostring(setmetatable({}, { __tostring = function() return "T" end })), (tostring(setmetatable({}, { __name = "My" })):gsub(": .*", "")))
for k, v in pairs(setmetatable({}, { __pairs = function(t) return function(_, k) if not k then return 1, 2 end end, t, nil end })) do print(k, v) end
print(pcall(tostring, setmetatable({}, { __tostring = function() return {} end })))

--@ case metatable field
local t = setmetatable({}, { __metatable = "hidden" })
print(getmetatable(t), pcall(setmetatable, t, {}))
print(getmetatable("x").__index == string, getmetatable("x").__name, getmetatable(1), getmetatable(print))
print(debug.getmetatable(t).__metatable)

--@ case gc and close
do
  local x <close> = setmetatable({}, { __close = function(o, e) print("close", e) end })
end
setmetatable({}, { __gc = function(o) print("gc", type(o)) end })
collectgarbage()
print(pcall(setmetatable, {}, { __gc = true }))
collectgarbage()

--@ case resurrection
local kept
do
  local o = setmetatable({ name = "o" }, { __gc = function(o) kept = o end })
end
collectgarbage()
print(kept and kept.name)
kept = nil
collectgarbage()
print("once")

--@ case weak tables
local weak = setmetatable({}, { __mode = "v" })
weak[1], weak[2], weak[3] = {}, "string", 5
local k = setmetatable({}, { __mode = "k" })
k[{}] = 1
local key = {}
k[key] = 2
collectgarbage()
local n = 0
for _ in pairs(k) do n = n + 1 end
print(weak[1], weak[2], weak[3], n)

--@ case ephemerons
local e = setmetatable({}, { __mode = "k" })
do
  local a, b = {}, {}
  e[a], e[b] = b, a
end
collectgarbage()
print(next(e))

--@ case inheritance
local Base = {}
Base.__index = Base
function Base.new(n) return setmetatable({ n = n }, Base) end
function Base:get() return self.n end
local Derived = setmetatable({}, { __index = Base })
Derived.__index = Derived
function Derived.new(n) local o = Base.new(n) return setmetatable(o, Derived) end
function Derived:get() return "derived " .. Base.get(self) end
print(Base.new(1):get(), Derived.new(2):get())

--@ case concat with numbers and many operands
local t = setmetatable({}, { __concat = function(a, b) return (type(a) == "table" and "T" or a) .. "+" .. (type(b) == "table" and "T" or b) end })
print("a" .. "b" .. t, t .. "a" .. "b")

--@ case concat of a number with what a metamethod gave
local t = setmetatable({}, { __concat = function(a, b) return "T" .. tostring(b) end })
print(1 .. t .. 2)

--@ case metamethods of strings and nil
debug.setmetatable(nil, { __index = function(_, k) return "nil." .. k end, __call = function() return "called nil" end })
local x
print(x.field, x(), (nil).y)
debug.setmetatable(nil, nil)
debug.setmetatable(1, { __index = math, __len = function(n) return n end })
print((4):sqrt(), #7, (2.5):floor())
debug.setmetatable(1, nil)
getmetatable("").__add = nil
print(pcall(function() return "1" + 1 end))
print(pcall(function() return "a" + 1 end))
