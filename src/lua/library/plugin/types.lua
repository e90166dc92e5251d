---@meta helm.plugin

---The plugin that runs. A script that is not a plugin has no `name`, `dir` and `version`.
---
---```lua
---local plugin = require "helm.plugin"
---
---print(plugin.name, plugin.version, #plugin.args, plugin.flags.debug) --> nil	nil	0	false
---```
---@class helm.plugin: helm.plugin.values
local plugin = {}

---The values of the module:
---@class helm.plugin.values
---@field name string? The plugin's name, from `HELM_PLUGIN_NAME`.
---@field dir string? The plugin's folder, from `HELM_PLUGIN_DIR`.
---@field version string? The version in `plugin.yaml`, which is read when it is asked for.
---@field config table What `plugin.yaml` has below `config`; empty if it has nothing.
---@field args string[] The script's arguments.
---@field flags helm.plugin.flags What Helm's own flags say.

---Helm's own flags:
---@class helm.plugin.flags
---@field debug boolean
---@field namespace string?
---@field kube_context string?
---@field kubeconfig string?

---Returns the folder in which the plugin keeps its files, `plugin-data/NAME` in Helm's folder for data. It is made if it is missing. `luff plugin
---uninstall --purge` removes it.
---@return string? folder
---@return string? message
---@return string? code `EINVAL` if the script is not a plugin.
function plugin.data_dir() end

---Returns the same for files that may be lost, in Helm's folder for its cache.
---@return string? folder
---@return string? message
---@return string? code As of `data_dir`.
function plugin.cache_dir() end

return plugin
