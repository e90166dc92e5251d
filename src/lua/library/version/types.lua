---@meta helm.version

---The version of the luff that runs the script. A manifest can ask for one too, by `luff: ">=0.1"` in `runtimeConfig`.
---
---```lua
---local version = require "helm.version"
---
---print(version.satisfies(">=0.1")) --> true
---```
---@class helm.version
---@field luff string luff's version: `0.1.0`.
---@field lua string Lua's version: `5.4`.
local version = {}

---Whether this luff's version satisfies a constraint. Helm's language of constraints applies: `>=0.1, <1`, `^0.1`, `1.x`. A
---pre-release counts as its version, and a luff that runs from source satisfies every constraint. A text that is no
---constraint raises an error.
---@param constraint string
---@return boolean
function version.satisfies(constraint) end

---Ends the script with the message "needs luff 0.2 or later; this is luff 0.1.0" if the version does not satisfy the
---constraint.
---
---```lua
---require("helm.version").require(">=0.1")
---```
---@param constraint string
function version.require(constraint) end

return version
