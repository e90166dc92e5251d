---@meta helm.helm

---The Helm that runs the plugin: the program of `HELM_BIN`, otherwise `helm`. Helm's variables tell it the context and the namespace.
---
---```lua
---local helm = require "helm.helm"
---
---local releases, message = helm.json({ "list" })
---if releases then
---  for _, release in ipairs(releases) do print(release.name) end
---else
---  print("no releases: " .. message)
---end
---```
---@class helm.helm
local helm = {}

---Runs Helm.
---@param args string[]
---@param options? table As of `helm.process.run`.
---@return table? result As of `helm.process.run`.
---@return string? message
---@return string? code
function helm.run(args, options) end

---Runs Helm with `-o json` and returns what it prints, as `helm.json` decodes it.
---@param args string[]
---@param options? table As of `helm.process.run`.
---@return any value
---@return string? message What Helm said, if it failed.
---@return string? code `EFAILED` if Helm ended with another status than 0. Otherwise as of `helm.process.run` and `helm.json.decode`.
function helm.json(args, options) end

---Runs `helm template` and returns the manifests.
---@param options table `chart`, and if wanted `name`, `namespace`, `values` (a list of files), `set` (a table) and `args` (a list of more arguments).
---@return string? manifests
---@return string? message
---@return string? code As of `json`.
function helm.template(options) end

return helm
