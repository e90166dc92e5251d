---@meta system

---The functions of [LuaSystem](https://github.com/lunarmodules/luasystem) 0.7 about time, variables, terminals and random bytes, for scripts
---and packages of LuaRocks that need it. A file `system.lua` of the plugin, or LuaSystem's own, is found first.
---
---```lua
---local system = require "system"
---
---print(#system.random(16)) --> 16
---print(system.setenv("GREETING", "hello"), system.getenv("GREETING")) --> true	hello
---```
---@class system
---@field windows boolean Whether this is Windows.
---@field MAX_RANDOM_BUFFER_SIZE integer The most bytes that `random` returns.
local system = {}

---Returns the seconds since 1970, with a fraction. As the system's clock, it goes back if that is set back.
---@return number seconds
function system.gettime() end

---Returns seconds since some moment, for measuring how long something takes. They never go back, and setting the system's clock does not
---change them.
---@return number seconds
function system.monotime() end

---Waits. Ctrl-C and the time limit end the wait.
---@param seconds number
---@return true
function system.sleep(seconds) end

---Whether a file is a terminal.
---@param file file*
---@return boolean
function system.isatty(file) end

---Returns the size of stdout's terminal, or nil and a message if it is none.
---@return integer? rows
---@return integer|string columns
function system.termsize() end

---Returns a variable, as `helm.env.get`.
---@param name string
---@return string?
function system.getenv(name) end

---Returns all variables by their names.
---@return table<string, string>
function system.getenvs() end

---Sets a variable for this script and the programs that it starts, or removes it if there is no value. Returns false if the name
---or the value cannot be that of a variable.
---@param name string
---@param value? string
---@return boolean done
function system.setenv(name, value) end

---Returns random bytes for keys and names, or nil and a message for a wrong number.
---@param length? integer 1 by default, at most 1024.
---@return string? bytes
---@return string? message
function system.random(length) end

return system
