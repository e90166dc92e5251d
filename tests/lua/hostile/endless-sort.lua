--@ time 1500
--@ status 124
--@ stderr time limit reached
local t = setmetatable({}, { __len = function() return 2 ^ 31 - 2 end, __index = function(_, i) return i end, __newindex = function() end })
table.sort(t)
