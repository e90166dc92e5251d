--@ memory 67108864
--@ status 123
--@ stderr not enough memory
local s = "x"
while true do s = s .. s end
