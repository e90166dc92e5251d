--@ time 1000
--@ status 124
--@ stderr time limit reached
local x <close> = setmetatable({}, { __close = function() while true do end end })
error("leaves")
