--@ time 10000
--@ status 0|1|125
local registry = debug.getregistry()
for key in pairs(registry) do registry[key] = nil end
print(pcall(io.open, "x"))
print(pcall(require, "string"))
print(pcall(coroutine.wrap(function() error("x") end)))
error("after all")
