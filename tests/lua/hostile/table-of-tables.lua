--@ memory 50331648
--@ status 123
--@ stderr not enough memory
local t = {}
while true do t = { t } end
