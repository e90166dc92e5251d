--@ case values both ways
local co = coroutine.create(function(a, b)
  print("start", a, b)
  local c = coroutine.yield(a + b)
  print("got", c)
  local d, e = coroutine.yield(c * 2)
  print("got", d, e)
  return "end", d + e
end)
print(coroutine.resume(co, 1, 2))
print(coroutine.resume(co, 10))
print(coroutine.resume(co, 3, 4))
print(coroutine.resume(co))
print(coroutine.status(co))

--@ case status
local main = coroutine.running()
local co
co = coroutine.create(function()
  print(coroutine.status(co), coroutine.status(main), coroutine.isyieldable())
  local inner = coroutine.create(function() print(coroutine.status(co)) end)
  coroutine.resume(inner)
  coroutine.yield()
end)
print(coroutine.status(co), coroutine.isyieldable(), select(2, coroutine.running()))
coroutine.resume(co)
print(coroutine.status(co), coroutine.isyieldable(co))
coroutine.resume(co)
print(coroutine.status(co))

--@ case wrap
local gen = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)
print(gen(), gen(), gen(), gen())
print(pcall(gen))
print(pcall(coroutine.wrap(function() error("inside") end)))
print(pcall(coroutine.wrap(function() error({}) end)))

--@ case yield across pcall
local co = coroutine.create(function()
  print(pcall(function() coroutine.yield("a") error("after", 0) end))
  print(xpcall(function() coroutine.yield("b") error("again", 0) end, function(m) return "handled " .. m end))
  print(pcall(pcall, coroutine.yield, "c"))
  return "done"
end)
for i = 1, 4 do print(coroutine.resume(co, i)) end

--@ case yield across metamethods and iterators
local mt = { __add = function(a, b) return coroutine.yield("add") end, __index = function(_, k) return coroutine.yield("index " .. k) end, __eq = function() return coroutine.yield("eq") end, __lt = function() return coroutine.yield("lt") end, __call = function(_, x) return coroutine.yield("call " .. x) end, __concat = function() return coroutine.yield("concat") end, __len = function() return coroutine.yield("len") end, __newindex = function() coroutine.yield("newindex") end, __close = function() coroutine.yield("close") end }
local co = coroutine.wrap(function()
  local t, u = setmetatable({}, mt), setmetatable({}, mt)
  t.x = 1
  local r = { t + 1, t.field, t == u, t < u, t(5), t .. "x", #t }
  do local c <close> = t end
  for x in function() return coroutine.yield("iterator") end do r[#r + 1] = x break end
  return table.concat({ tostring(r[1]), tostring(r[2]), tostring(r[3]), tostring(r[4]), tostring(r[5]), tostring(r[6]), tostring(r[7]), tostring(r[8]) }, " ")
end)
local v = co()
for i = 1, 12 do print(v) v = co(i) if not v or v:find("^1") or v:find("^%d") then break end end
print(v)

--@ case yield across what cannot
print(coroutine.resume(coroutine.create(function() table.sort({ 2, 1 }, function() coroutine.yield() end) end)))
print(coroutine.resume(coroutine.create(function() ("x"):gsub(".", function() coroutine.yield() end) end)))
print(coroutine.resume(coroutine.create(function() load(function() coroutine.yield() end) end)))
package.path, package.cpath = "./?.lua", "./?.so"
print(coroutine.resume(coroutine.create(function() require("x") end)))
print(pcall(coroutine.yield))
local co = coroutine.create(function() setmetatable({}, { __gc = function() print(pcall(coroutine.yield)) end }) collectgarbage() end)
print(coroutine.resume(co))

--@ case yield across dofile and require
--@ file part.lua "return coroutine.yield('from the part')"
local co = coroutine.wrap(function() return dofile("part.lua") end)
print(co())
print(co("back"))
package.path = "./?.lua"
print(pcall(coroutine.wrap(function() return require("part") end)))

--@ case resume of what cannot be resumed
local co = coroutine.create(function() end)
coroutine.resume(co)
print(coroutine.resume(co))
print(coroutine.resume(coroutine.running()))
local self
self = coroutine.create(function() return coroutine.resume(self) end)
print(coroutine.resume(self))
print(pcall(coroutine.resume, 1))
print(pcall(coroutine.create, 1))
print(pcall(coroutine.status, {}))

--@ case wrap within itself
local f
f = coroutine.wrap(function() return pcall(f) end)
print(f())

--@ case close
local co = coroutine.create(function()
  local x <close> = setmetatable({}, { __close = function(_, e) print("closing", e) end })
  coroutine.yield(1)
end)
coroutine.resume(co)
print(coroutine.close(co), coroutine.status(co))
print(coroutine.close(co))
print(coroutine.close(coroutine.create(print)))

--@ case close with errors
local co = coroutine.create(function()
  local x <close> = setmetatable({}, { __close = function(_, e) print("outer sees", e) end })
  local y <close> = setmetatable({}, { __close = function() error("while closing", 0) end })
  coroutine.yield(1)
end)
coroutine.resume(co)
print(coroutine.close(co))
print(coroutine.status(co))
co = coroutine.create(function() error("died", 0) end)
coroutine.resume(co)
print(coroutine.close(co))

--@ case close of what cannot be closed
print(pcall(coroutine.close, coroutine.running()))
local co
co = coroutine.create(function() print(pcall(coroutine.close, co)) end)
coroutine.resume(co)
local outer
outer = coroutine.create(function() local inner = coroutine.create(function() print(pcall(coroutine.close, outer)) end) coroutine.resume(inner) end)
coroutine.resume(outer)
print(pcall(coroutine.close, 1))

--@ case close while yielding in a close
local co = coroutine.create(function()
  local x <close> = setmetatable({}, { __close = function() print("before") coroutine.yield("in close") print("after") end })
  return "result"
end)
print(coroutine.resume(co))
print(coroutine.resume(co))
print(coroutine.resume(co))

--@ case an error leaves variables to close
local co = coroutine.create(function()
  local x <close> = setmetatable({}, { __close = function(_, e) print("closed with", e) end })
  error("broken", 0)
end)
print(coroutine.resume(co))
print(coroutine.close(co))

--@ case many coroutines
local sum = 0
local list = {}
for i = 1, 5000 do list[i] = coroutine.wrap(function() local n = i while true do n = n + coroutine.yield(n) end end) end
for i = 1, 5000 do sum = sum + list[i]() end
for i = 1, 5000 do sum = sum + list[i](1) end
print(sum)

--@ case a deep tower
local function tower(n)
  if n == 0 then return "bottom" end
  return coroutine.wrap(function() return tower(n - 1) end)()
end
print(tower(100))
print(pcall(tower, 250))

--@ case a generator of permutations
local function permute(a, n)
  if n == 0 then coroutine.yield(table.concat(a)) return end
  for i = 1, n do
    a[n], a[i] = a[i], a[n]
    permute(a, n - 1)
    a[n], a[i] = a[i], a[n]
  end
end
local out = {}
for p in coroutine.wrap(function() permute({ "a", "b", "c", "d" }, 4) end) do out[#out + 1] = p end
print(#out, table.concat(out, " "))

--@ case producers and filters
local function producer() return coroutine.create(function() for i = 1, 10 do coroutine.yield(i) end end) end
local function filter(p, f) return coroutine.create(function() while true do local _, v = coroutine.resume(p) if not v then return end if f(v) then coroutine.yield(v) end end end) end
local p = filter(filter(producer(), function(v) return v % 2 == 0 end), function(v) return v > 4 end)
while true do local _, v = coroutine.resume(p) if not v then break end io.write(v, " ") end
print()

--@ case many values
local co = coroutine.wrap(function(...) local n = select("#", ...) while true do n = select("#", coroutine.yield(n)) end end)
print(co(table.unpack({}, 1, 200)), co(), co(nil), co(table.unpack({}, 1, 1000)))

--@ case a hook in a coroutine
local n = 0
local co = coroutine.create(function() for i = 1, 100 do end coroutine.yield() end)
debug.sethook(co, function() n = n + 1 end, "", 10)
coroutine.resume(co)
print(n > 0)

--@ case collected while suspended
for i = 1, 100 do coroutine.wrap(function() local x <close> = setmetatable({}, { __close = function() print("never") end }) coroutine.yield() end)() end
collectgarbage()
print("quiet")

--@ case running and isyieldable in a wrap
print(coroutine.wrap(function() return coroutine.isyieldable(), select(2, coroutine.running()) end)())
print(coroutine.isyieldable(), pcall(coroutine.isyieldable, 5))
