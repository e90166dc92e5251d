--@ time 1000
--@ status 124
--@ stderr time limit reached
error(setmetatable({}, { __tostring = function() while true do end end }))
