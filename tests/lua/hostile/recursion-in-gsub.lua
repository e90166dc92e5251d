--@ status 1
--@ stderr C stack overflow
local function f(s) return (s:gsub(".", f)) end
f("x")
