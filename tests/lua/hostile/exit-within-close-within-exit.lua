--@ status 5
local x <close> = setmetatable({}, { __close = function() os.exit(5, true) end })
os.exit(4, true)
