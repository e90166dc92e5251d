--@ memory 67108864
--@ status 123
--@ stderr not enough memory
local s = ("x"):rep(20000000)
print(#("%s%s%s%s%s"):format(s, s, s, s, s))
