--@ memory 50331648
--@ status 123
--@ stderr not enough memory
local parts = {}
for i = 1, 2000000 do parts[i] = "{}" end
print(#load("return {" .. table.concat(parts, ",") .. "}")())
