--@ case a script that ends
print("done")

--@ case exit with true
os.exit(true)

--@ case exit with false
os.exit(false)

--@ case exit without a value
io.write("flushed at exit")
os.exit()

--@ case exit with a number
os.exit(7)

--@ case exit with a number beyond a byte
os.exit(256 + 3)

--@ case exit with the largest number of a byte
os.exit(255)

--@ case exit with a negative number
os.exit(-1)

--@ case exit with a float
os.exit(3.0)

--@ case exit with what is no number
print(pcall(os.exit, "x"))
print(pcall(os.exit, {}))
print(pcall(os.exit, 1.5))

--@ case exit closes the state when asked
local x <close> = setmetatable({}, { __close = function() print("closed") end })
setmetatable({}, { __gc = function() print("collected") end })
os.exit(5, true)

--@ case exit leaves the state alone otherwise
local x <close> = setmetatable({}, { __close = function() print("closed") end })
setmetatable({}, { __gc = function() print("collected") end })
os.exit(5)

--@ case exit flushes every open file
local f = io.open("out.txt", "w")
f:write("kept")
os.execute("true")
io.write("text")
os.exit(0, false)

--@ case exit within a coroutine
coroutine.wrap(function() os.exit(4) end)()

--@ case exit within a coroutine, closing the state
local x <close> = setmetatable({}, { __close = function() print("closed") end })
coroutine.wrap(function()
  local y <close> = setmetatable({}, { __close = function() print("inner") end })
  os.exit(4, true)
end)()

--@ case exit within pcall
print(pcall(os.exit, 6))

--@ case exit within a message handler
xpcall(error, function() os.exit(8) end)

--@ case exit within __gc
setmetatable({}, { __gc = function() os.exit(9) end })
collectgarbage()
print("not reached")

--@ case exit within __close
do
  local x <close> = setmetatable({}, { __close = function() os.exit(10) end })
end
print("not reached")

--@ case exit within a sort
table.sort({ 3, 2, 1 }, function() os.exit(11) end)

--@ case exit within gsub
("x"):gsub(".", function() os.exit(12) end)

--@ case exit within require
--@ file mod.lua "os.exit(13)"
package.path = "./?.lua"
require("mod")

--@ case finalizers run at the end, last made first
for i = 1, 3 do setmetatable({}, { __gc = function() print("gc", i) end }) end
print("end")

--@ case pending to-be-closed variables at the end
local a <close> = setmetatable({}, { __close = function(_, e) print("a", e) end })
local b <close> = setmetatable({}, { __close = function(_, e) print("b", e) end })
print("end")

--@ case a file written in __gc at exit
local f = io.open("out.txt", "w")
setmetatable({}, { __gc = function() io.write("late ", tostring(io.type(f)), "\n") end })

--@ case output without a buffer at the end
io.stdout:setvbuf("no")
print(io.write("x") == io.stdout)
