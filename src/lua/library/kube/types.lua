---@meta helm.kube

---The program `kubectl`, with the context, the namespace and the user that Helm was told: from `HELM_KUBECONTEXT`, `HELM_NAMESPACE`,
---`HELM_KUBEASUSER` and so on. `KUBECONFIG` it reads itself. The token of `HELM_KUBETOKEN` it reads in one more file of that list, which only
---the user can read, and which is removed when the script ends. With a token, a `--kubeconfig` among the arguments stands for `KUBECONFIG`.
---
---```lua
---local kube = require "helm.kube"
---
---local release, message = kube.release("web")
---print(release and release.chart.metadata.version or "not installed: " .. message)
---```
---@class helm.kube
local kube = {}

---Runs kubectl.
---@param args string[]
---@param options? table As of `helm.process.run`.
---@return table? result As of `helm.process.run`.
---@return string? message
---@return string? code
function kube.run(args, options) end

---Runs kubectl with `-o json` and returns what it prints, as `helm.json` decodes it.
---@param args string[]
---@param options? table As of `helm.process.run`.
---@return any value
---@return string? message What kubectl said, if it failed.
---@return string? code `EFAILED` if kubectl ended with another status than 0. Otherwise as of `helm.process.run` and `helm.json.decode`.
function kube.json(args, options) end

---Returns the last revision of a release from its secret, as Helm stores it: with `name`, `version`, `info`, `chart`, `config` and
---`manifest`.
---@param name string
---@param namespace? string The one that Helm was told by default.
---@return table? release
---@return string? message
---@return string? code `ENOENT` if there is no such release, `EINVAL` if its secret is broken. Otherwise as of `json`.
function kube.release(name, namespace) end

return kube
