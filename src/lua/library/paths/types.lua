---@meta helm.paths

---Helm's folders and files, from the variables `HELM_*`, which every script has, also after `helm.env` has changed them. What is
---at these paths may be missing.
---
---```lua
---local paths = require "helm.paths"
---
---print(paths.data_home == os.getenv("HELM_DATA_HOME")) --> true
---```
---@class helm.paths
---@field cache_home string The folder of `HELM_CACHE_HOME`.
---@field config_home string The folder of `HELM_CONFIG_HOME`.
---@field data_home string The folder of `HELM_DATA_HOME`.
---@field plugins string The folders of plugins, `HELM_PLUGINS`. With several, the system's separator of lists is between them.
---@field registry_config string The file with the passwords of registries.
---@field repository_cache string The folder with the indexes of repositories.
---@field repository_config string The file that lists the repositories.
local paths = {}

return paths
