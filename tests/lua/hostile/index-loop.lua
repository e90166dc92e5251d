--@ status 1
--@ stderr '__index' chain too long
local t = {}
setmetatable(t, { __index = t })
t.__index = t
setmetatable(t, t)
print(t.x)
