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

that("helm.paths follows helm.env, and keeps what a script has set itself until then", function()
  local env, paths = require("helm.env"), require("helm.paths")
  local before, cache = paths.config_home, paths.cache_home
  paths.cache_home = "own"
  env.set("HELM_CONFIG_HOME", "other")
  equal(paths.config_home, "other")
  equal(paths.cache_home, "own")
  env.unset("HELM_CONFIG_HOME")
  equal(paths.config_home, nil)
  env.set("HELM_CONFIG_HOME", before)
  equal(paths.config_home, before)
  equal(require("helm.json").decode(require("helm.json").encode(paths)).config_home, before)
  paths.cache_home = cache
end)
