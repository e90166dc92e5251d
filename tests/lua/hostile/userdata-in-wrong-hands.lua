--@ status 0
--@ stdout nothing broke
local mt = getmetatable(io.stdout)
pcall(mt.__gc, {})
pcall(mt.__gc, nil)
pcall(mt.__tostring, 5)
pcall(debug.setmetatable, io.tmpfile(), nil)
pcall(mt.__close, setmetatable({}, mt))
local f = io.tmpfile()
f:close()
pcall(mt.__gc, f)
pcall(mt.__close, f)
pcall(io.lines, f)
print(pcall(io.close, f) == false and "nothing broke")
