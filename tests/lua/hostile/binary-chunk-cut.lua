--@ status 0
--@ stdout every cut is refused
local chunk = string.dump(function(a) return { a, "text", 1.5, function() return a end } end)
for i = 1, #chunk - 1 do assert(not load(chunk:sub(1, i), "=cut", "b")) end
print("every cut is refused")
