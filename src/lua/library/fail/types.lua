---@meta helm.fail

---Ends the script with a message on stderr and an exit status. It is an error without a traceback: `pcall` catches it,
---`<close>` variables are closed, and what was deferred is called. The message begins with the plugin's name.
---
---```lua
---local fail = require "helm.fail"
---
---local ok, failure = pcall(fail, "no such release: web", 3)
---print(ok, failure, failure.status) --> false	no such release: web	3
---```
---@param message string
---@param status? integer 1 by default; on Linux and macOS at most 255. Any other integer raises an error.
local function fail(message, status) end

return fail
