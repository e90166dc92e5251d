--@ memory 50331648
--@ time 10000
--@ status 123|124
--@ stderr not enough memory|time limit reached
local kept = {}
while true do setmetatable({ ("x"):rep(1000) }, { __gc = function(o) kept[#kept + 1] = o end }) end
