---@meta lyaml

---YAML 1.1 by [lyaml](https://github.com/gvvaughan/lyaml) 6.2.8 and LibYAML 0.2.5. `helm.yaml` keeps the order of keys.
---@class lyaml
---@field null table Stands for null in tables and results.
---@field _VERSION string
local lyaml = {}

---Returns documents as YAML.
---@param documents any[] A list of documents.
---@param options? { anchors?: table, implicit_scalar?: function, explicit_scalar?: function }
---@return string yaml
function lyaml.dump(documents, options) end

---Reads the first document of YAML, or with `all` a list of all documents. Raises an error for what is no YAML.
---@param yaml string
---@param options? { all?: boolean, implicit_scalar?: function, explicit_scalar?: function }
---@return any document
function lyaml.load(yaml, options) end

return lyaml
