--@ output 1048576
--@ time 60000
--@ status 122
--@ stderr output limit reached
setmetatable({}, { __gc = function() while true do print("still here") end end })
