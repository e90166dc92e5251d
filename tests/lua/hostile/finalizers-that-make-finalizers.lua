--@ status 0
--@ stdout the end
local mt = {}
mt.__gc = function() for i = 1, 2 do setmetatable({}, mt) end end
setmetatable({}, mt)
for i = 1, 10 do collectgarbage("step") end
print("the end")
