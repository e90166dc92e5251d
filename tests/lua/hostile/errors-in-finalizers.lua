--@ status 0
--@ stdout the end
for i = 1, 50000 do setmetatable({}, { __gc = function() error("in gc " .. i) end }) end
collectgarbage()
for i = 1, 1000 do setmetatable({}, { __gc = function() error({}) end }) end
print("the end")
