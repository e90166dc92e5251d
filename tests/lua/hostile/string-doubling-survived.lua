--@ memory 67108864
--@ status 0
--@ stdout caught.not enough memory
local s = "x"
local ok, message = pcall(function() while true do s = s .. s end end)
s = nil
print("caught", message)
