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
---@param options? helm.process.run_options
---@return helm.process.result? result
---@return string? message
---@return string? code
function kube.run(args, options) end

---Runs kubectl with `-o json` and returns what it prints, as `helm.json` decodes it.
---@param args string[]
---@param options? helm.process.run_options
---@return any value
---@return string? message What kubectl said, if it failed.
---@return string? code `EFAILED` if kubectl ended with another status than 0. Otherwise as of `helm.process.run` and `helm.json.decode`.
function kube.json(args, options) end

---A release, as Helm stores it:
---@class helm.kube.release
---@field name string
---@field namespace string
---@field version integer The number of the revision.
---@field info helm.kube.release_info
---@field chart helm.kube.release_chart
---@field config? table The values that the user gave.
---@field manifest string The rendered manifests, without those of hooks.
---@field hooks? helm.kube.release_hook[]

---How a release is:
---@class helm.kube.release_info
---@field status string Such as `deployed` or `failed`.
---@field description? string What Helm did last.
---@field first_deployed string A time such as `2026-03-01T12:30:00.5+01:00`.
---@field last_deployed string
---@field deleted? string Empty if it is not uninstalled.
---@field notes? string The notes for the user.

---The chart of a release:
---@class helm.kube.release_chart
---@field metadata table What `Chart.yaml` has: `name`, `version`, `appVersion` and so on.
---@field values? table What `values.yaml` has.
---@field templates helm.kube.release_template[]

---A template of the chart:
---@class helm.kube.release_template
---@field name string Its path in the chart.
---@field data string Its text in base64.

---A hook of a release:
---@class helm.kube.release_hook
---@field name string
---@field kind string Such as `Job`.
---@field path string The template that it comes from.
---@field manifest string
---@field events string[] When it runs: `pre-install` and so on.

---Returns the last revision of a release from its secret.
---@param name string
---@param namespace? string The one that Helm was told by default.
---@return helm.kube.release? release
---@return string? message
---@return string? code `ENOENT` if there is no such release, `EINVAL` if its secret is broken. Otherwise as of `json`.
function kube.release(name, namespace) end

return kube
