---@meta socket

---The two functions of LuaSocket that need no network. A file `socket.lua` of the plugin, or LuaSocket's own, is found first.
---
---```lua
---local socket = require "socket"
---
---local start = socket.gettime()
---socket.sleep(0.01)
---print(socket.gettime() > start) --> true
---```
---@class socket
local socket = {}

---Returns the seconds since 1970, with a fraction. As the system's clock, it goes back if that is set back.
---@return number seconds
function socket.gettime() end

---Waits. Ctrl-C and the time limit end the wait.
---@param seconds number
function socket.sleep(seconds) end

return socket
