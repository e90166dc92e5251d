--@ status 3
setmetatable({}, { __gc = function() os.exit(3, true) end })
setmetatable({}, { __gc = function() os.exit(3, false) end })
