--@ memory 67108864
--@ status 123
--@ stderr not enough memory
local t = {}
for i = 1, 10000 do t[i] = ("x"):rep(1000) end
for i = 1, 10 do t[i] = table.concat(t) end
