--@ time 1000
--@ status 124
--@ stderr time limit reached
setmetatable({}, { __gc = function() while true do end end })
