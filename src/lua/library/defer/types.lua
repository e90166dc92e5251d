---@meta helm.defer

---Calls a function when the script ends: after `main` returned, after an error, after Ctrl-C, and in `os.exit`. The last one
---that was deferred is called first. All are called, also after one of them fails. A failure goes to stderr, and the status
---is 1 instead of 0. At the time limit and the output limit nothing is called.
---
---```lua
---local defer = require "helm.defer"
---
---defer(function() print("called last") end)
---defer(function() print("called first") end)
---print("the script's work")
-----> the script's work
-----> called first
-----> called last
---```
---@param call function It gets no arguments.
local function defer(call) end

return defer
