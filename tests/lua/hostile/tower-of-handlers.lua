--@ status 0
--@ stdout false
local function handler() error("again") end
print((xpcall(error, handler)))
local function deeper() return xpcall(error, deeper) end
print((xpcall(error, deeper)) == nil, (pcall(deeper)) ~= nil)
