--@ memory 50331648
--@ status 123
--@ stderr not enough memory
local f = function() end
while true do
  local g = f
  f = function() return g end
end
