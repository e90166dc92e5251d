---@meta helm.test

---Helps specs, which `luff plugin test` runs: runs the plugin's script, and has a folder for data.
---@class helm.test
local test = {}

---Runs the plugin's script and its `main` as luff does, in this script's machine, with modules that are loaded anew. What it
---prints is caught. Its globals, what it has loaded and what it has set in the environment are gone after that. What programs that it starts
---print by themselves is not caught.
---
---```lua
---local test = require "helm.test"
---local fs = require "helm.fs"
---
---local script = test.dir() .. "/greet.lua"
---assert(fs.write(script, 'function main(name) print("Hello, " .. name) return 3 end'))
---local result = test.run({ "world" }, { script = script })
---io.write(result.code, " ", result.stdout) --> 3 Hello, world
---test.reset()
---```
---@param args? string[] The arguments. Those that the plugin's manifest has stand before them.
---@param options? table `stdin` is the text that the script reads, otherwise it has no input. `env` is a table of variables for this run; `false` removes one. `script` is the path of another script than the one that the plugin's command starts.
---@return table result `ok`, `code` (the exit status), and what was written to `stdout` and `stderr`.
function test.run(args, options) end

---Returns an empty folder for a spec's data. It is the same until `reset`, which removes it.
---@return string? folder
---@return string? message
---@return string? code
function test.dir() end

---Removes the folder of `dir`. `luff plugin test` calls it after each test.
function test.reset() end

return test
