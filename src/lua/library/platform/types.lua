---@meta helm.platform

---The system on which the script runs, in the words of `plugin.yaml`.
---
---```lua
---local platform = require "helm.platform"
---
---local asset = "schema_" .. platform.os .. "_" .. platform.arch .. platform.exe_suffix
---```
---@class helm.platform
---@field os string `linux`, `darwin` or `windows`.
---@field arch string The architecture of this luff, in Go's words: `amd64`, `arm64`, `386`, …
---@field is_windows boolean
---@field exe_suffix string `.exe` on Windows, otherwise empty: the end of a program's file name.
local platform = {}

---Returns the user's home folder, which `HOME` says, on Windows `USERPROFILE`, also after `helm.env` has changed it.
---@return string? path
---@return string? message
---@return string? code `ENOENT` if it is not known.
function platform.home() end

---Returns the user's name: from the environment, otherwise from the program `id`, on Windows `whoami`.
---@return string? name
---@return string? message
---@return string? code `ENOENT` if it is not known.
function platform.user() end

---Returns the machine's name in the network.
---@return string? name
---@return string? message
---@return string? code `ENOENT` if it is not known.
function platform.hostname() end

return platform
