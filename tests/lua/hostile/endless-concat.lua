--@ time 1500
--@ status 124
--@ stderr time limit reached
local t = setmetatable({}, { __len = function() return math.maxinteger end, __index = function() return "" end })
table.concat(t)
