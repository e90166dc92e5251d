local host = ...

local paths = {}

-- Helm, or luff, has set these variables for the script.
local NAMES = {
  cache_home = "HELM_CACHE_HOME",
  config_home = "HELM_CONFIG_HOME",
  data_home = "HELM_DATA_HOME",
  plugins = "HELM_PLUGINS",
  registry_config = "HELM_REGISTRY_CONFIG",
  repository_cache = "HELM_REPOSITORY_CACHE",
  repository_config = "HELM_REPOSITORY_CONFIG",
}

local fill = host.parts.fill()

return setmetatable(paths, { follow = fill(paths, NAMES, function(name) return os.getenv(name) end) })
