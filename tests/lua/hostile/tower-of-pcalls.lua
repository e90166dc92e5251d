--@ status 0
--@ stdout true
local function f() return pcall(f) end
print((f()))
