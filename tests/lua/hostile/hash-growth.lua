--@ memory 50331648
--@ status 123
--@ stderr not enough memory
local t, i = {}, 0
while true do
  i = i + 1
  t["key" .. i] = true
end
