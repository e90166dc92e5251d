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

---Runs `helm template` and returns the manifests. The values of `set` come out as they are: a string stays a string, whatever is in it,
---and `json.null` removes a chart's value. The names of the outermost table are paths, as behind Helm's `--set`. A table with the keys 1 to n
---(or of `json.array`) becomes a list and replaces an older one, another table is merged.
---
---```lua
---local helm = require "helm.helm"
---
---local function render()
---  local set = { ["image.tag"] = "1.20", args = { "-v", "a,b" }, podAnnotations = { ["example.com/team"] = "web" } }
---  return helm.template { chart = "./web", values = { "production.yaml" }, set = set }
---end
---```
---@param options table `chart`, and if wanted `name`, `namespace`, `values` (a list of files), `set` (a table of values) and `args` (a list of more arguments).
---@return string? manifests
---@return string? message
---@return string? code As of `json`.
function helm.template(options) end

return helm
