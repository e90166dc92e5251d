--@ time 1000
--@ status 124
--@ stderr time limit reached
debug.sethook(function() while true do end end, "", 1)
local x = 1
