local check = require("check")
local that, equal = check.that, check.equal

that("helm.paths has what Helm's variables have", function()
  local paths = require("helm.paths")
  for _, name in ipairs({ "cache_home", "config_home", "data_home", "registry_config", "repository_cache", "repository_config" }) do
    equal(paths[name], os.getenv("HELM_" .. name:upper()))
  end
  equal(paths.plugins, os.getenv("HELM_PLUGINS"))
end)

that("helm.paths has nothing else", function()
  local known = { cache_home = 1, config_home = 1, data_home = 1, plugins = 1, registry_config = 1, repository_cache = 1, repository_config = 1 }
  for name in pairs(require("helm.paths")) do equal(known[name], 1) end
end)
