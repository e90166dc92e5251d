---@meta helm.yaml

---YAML to Lua values and back. A decoded map remembers the order of its keys, and is encoded in that order again, also as JSON. Comments,
---anchors and the style of texts are lost on the way. `pairs` of Lua knows no order.
---
---```lua
---local yaml = require "helm.yaml"
---
---local deployment = yaml.decode([[
---kind: Deployment
---metadata:
---  name: web
---spec: {replicas: 2, paused: ~}
---]])
---print(deployment.metadata.name, deployment.spec.replicas, deployment.spec.paused == yaml.null) --> web	2	true
---deployment.metadata.labels = { app = "web" }
---io.write(yaml.encode(deployment))
-----> kind: Deployment
-----> metadata:
----->   name: web
----->   labels:
----->     app: web
-----> spec:
----->   replicas: 2
----->   paused: null
---```
---@class helm.yaml
---@field null lightuserdata Stands for YAML's `null`, which is not the absence of a value. It is true in a condition: test for it with `value ~= yaml.null`. It prints as `null`. `helm.json` and `cjson` have the same.
local yaml = {}

---@class helm.yaml.decode_options
---@field helm_booleans? boolean Whether `y`, `yes`, `on`, `n`, `no` and `off` without quotation marks are booleans, as Helm reads them (YAML 1.1); false by default. That holds for keys too: as for Helm, which makes texts of keys, `on: 1` is the same as `true: 1`. With the key in quotation marks it is not.

---Returns the value of a YAML text that has one document. Plain scalars are read by the core schema of YAML 1.2, and numbers as Helm
---reads them: `0644` and `0o644` are octal, `0b101` is binary, letters may be capitals (`0X1F`), and each `_` is left out (`1_000`). In
---quotation marks all of these are texts. `!!binary` gives its bytes. Aliases give the same table as their anchor (who changes one changes both), and `<<` merges maps. Of several equal keys the last one counts. An
---empty text gives `yaml.null`.
---
---```lua
---local yaml = require "helm.yaml"
---
---print(yaml.decode("on: yes").on, yaml.decode("[on, yes]", { helm_booleans = true })[1]) --> yes	true
---print(yaml.decode("a: 1\nb: c: 2")) --> nil	line 2, column 5: mapping values are not allowed in this context	EINVAL
---```
---@param text string
---@param options? helm.yaml.decode_options
---@return any value
---@return string? message Begins with the line and the column.
---@return string? code `EINVAL` if the text is not YAML, has several documents, or is nested deeper than 1000 levels.
function yaml.decode(text, options) end

---Returns the list of all documents of a text, empty ones as `yaml.null`.
---@param text string
---@param options? helm.yaml.decode_options
---@return any[] documents
---@return string? message Begins with the line and the column.
---@return string? code `EINVAL`
function yaml.decode_all(text, options) end

---Returns an iterator over the documents of a text, which reads one at a time. So there may be more of them than the memory holds. A
---text that is not YAML raises an error there.
---
---```lua
---local yaml = require "helm.yaml"
---
---for document in yaml.documents("kind: Pod\n---\nkind: Service\n") do
---  print(document.kind)
---end
-----> Pod
-----> Service
---```
---@param text string
---@param options? helm.yaml.decode_options
---@return fun(): any next
function yaml.documents(text, options) end

---@class helm.yaml.encode_options
---@field indent? integer The spaces of a level: 2 by default, 9 at most.
---@field sort_keys? boolean Whether the keys of decoded maps are sorted too; false by default.

---Returns a value as one YAML document. A table with the keys 1 to n becomes a list, another one a map. An empty table is a map unless
---`json.array` or a function of the library that returns lists made it a list. The keys of a decoded map come in its order, all others behind them, sorted. Strings that would be
---read as something else get quotation marks. Bytes that are not UTF-8 become `!!binary`. What YAML does not have (a function, a list
---with holes) raises an error that names its place.
---
---To have the keys of a new map in an order of your own, decode them without values, and fill them in:
---
---```lua
---local yaml = require "helm.yaml"
---
---local chart = yaml.decode("apiVersion: v2\nname: \nversion: \ndescription: \n")
---chart.description, chart.version, chart.name = "Serves pages", "0.1.0", "web"
---io.write(yaml.encode(chart))
-----> apiVersion: v2
-----> name: web
-----> version: 0.1.0
-----> description: Serves pages
---```
---@param value any
---@param options? helm.yaml.encode_options
---@return string text
function yaml.encode(value, options) end

---Returns a list of documents as one text, each behind `---`.
---
---```lua
---io.write(require("helm.yaml").encode_all({ { a = 1 }, { "yes", 2 } }))
-----> ---
-----> a: 1
-----> ---
-----> - "yes"
-----> - 2
---```
---@param documents any[]
---@param options? helm.yaml.encode_options
---@return string text
function yaml.encode_all(documents, options) end

return yaml
