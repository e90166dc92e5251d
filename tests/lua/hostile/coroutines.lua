--@ memory 50331648
--@ status 123
--@ stderr not enough memory
local all = {}
while true do
  local co = coroutine.wrap(function() coroutine.yield() end)
  co()
  all[#all + 1] = co
end
