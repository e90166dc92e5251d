--@ status 0
--@ stdout 900000
local t = {}
for i = 1, 900000 do t[i] = 65 end
print(#string.char(table.unpack(t)))
