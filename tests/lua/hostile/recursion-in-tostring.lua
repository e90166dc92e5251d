--@ status 1
--@ stderr C stack overflow
local t
t = setmetatable({}, { __tostring = function() return tostring(t) end })
print(t)
