--@ case options
print(collectgarbage(), collectgarbage("collect"), collectgarbage("step"), collectgarbage("isrunning"))
print(collectgarbage("stop"), collectgarbage("isrunning"), collectgarbage("restart"), collectgarbage("isrunning"))
print(math.type(collectgarbage("count")), collectgarbage("count") > 10)
print(collectgarbage("incremental"), collectgarbage("generational"), collectgarbage("incremental"))
print(collectgarbage("setpause", 100), collectgarbage("setpause", 200), collectgarbage("setstepmul", 200))
print(pcall(collectgarbage, "what"))
print(pcall(collectgarbage, {}))

--@ case memory comes back
collectgarbage()
local before = collectgarbage("count")
do
  local t = {}
  for i = 1, 100000 do t[i] = { i } end
end
local peak = collectgarbage("count")
collectgarbage()
collectgarbage()
print(peak > before + 1000, collectgarbage("count") < before + 500)

--@ case finalizers in order
for i = 1, 5 do setmetatable({}, { __gc = function() io.write(i, " ") end }) end
collectgarbage()
print()

--@ case collecting within a finalizer
setmetatable({}, { __gc = function() print("in gc", collectgarbage("count") ~= nil, collectgarbage()) end })
collectgarbage()
print("after")

--@ case generational mode
collectgarbage("generational")
local t = {}
for i = 1, 50000 do t[i % 100] = { ("x"):rep(i % 10) } end
collectgarbage()
print(#t > 0)

--@ case a chain of finalizers
local function chain(n) if n > 0 then setmetatable({}, { __gc = function() io.write(n, " ") chain(n - 1) end }) end end
chain(5)
for i = 1, 6 do collectgarbage() end
print()

--@ case threads that die with finalizers
for i = 1, 10 do
  local co = coroutine.create(function() local t = setmetatable({}, { __gc = function() io.write(".") end }) coroutine.yield() end)
  coroutine.resume(co)
end
collectgarbage()
collectgarbage()
print("end")
