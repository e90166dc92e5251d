local check = require("check")
local that, equal, returns = check.that, check.equal, check.returns
local env, fs = require("helm.env"), require("helm.fs")

-- The module as a script with these variables finds it.
local function loaded(variables)
  for name, value in pairs(variables) do env.set(name, value) end
  package.loaded["helm.plugin"] = nil
  return require("helm.plugin")
end

local root = assert(fs.tmpdir("luff plugin ž-"))

that("plugin has nothing of a plugin in a script that is none", function()
  for _, name in ipairs({ "HELM_PLUGIN_NAME", "HELM_PLUGIN_DIR" }) do env.unset(name) end
  local plugin = loaded({})
  check.list({ plugin.name, plugin.dir, plugin.version, plugin.other }, nil, nil, nil, nil)
  equal(next(plugin.config), nil)
  returns(table.pack(plugin.data_dir()), nil, "the script is no plugin", "EINVAL")
  returns(table.pack(plugin.cache_dir()), nil, "the script is no plugin", "EINVAL")
end)

that("plugin has what the variables and the manifest say", function()
  fs.write(root .. "/plugin.yaml", "name: total\nversion: 1.2.0\nconfig:\n  depth: 3\n")
  local plugin = loaded({
    HELM_PLUGIN_NAME = "total",
    HELM_PLUGIN_DIR = root,
    HELM_DEBUG = "true",
    HELM_NAMESPACE = "team",
    HELM_KUBECONTEXT = "test",
  })
  check.list({ plugin.name, plugin.dir, plugin.version, plugin.config.depth }, "total", root, "1.2.0", 3)
  check.list({ plugin.flags.debug, plugin.flags.namespace, plugin.flags.kube_context }, true, "team", "test")
  equal(#plugin.args, #arg)
  equal(plugin.args[1], arg[1])
end)

that("plugin makes folders for the plugin's files", function()
  local plugin = loaded({ HELM_PLUGIN_NAME = "total", HELM_DATA_HOME = root .. "/data", HELM_CACHE_HOME = root .. "/cache" })
  equal(fs.is_dir(assert(plugin.data_dir())), true)
  equal(plugin.data_dir(), require("helm.path").join(root, "data/plugin-data/total"))
  equal(fs.is_dir(assert(plugin.cache_dir())), true)
  fs.write(root .. "/file", "x")
  plugin = loaded({ HELM_DATA_HOME = root .. "/file" })
  equal((plugin.data_dir()), nil)
end)

that("plugin follows helm.env", function()
  local plugin = loaded({ HELM_PLUGIN_NAME = "total", HELM_PLUGIN_DIR = root, HELM_NAMESPACE = "team", HELM_DEBUG = "false" })
  local flags = plugin.flags
  check.list({ plugin.version, flags.namespace, flags.debug }, "1.2.0", "team", false)
  local other = assert(fs.tmpdir())
  fs.write(other .. "/plugin.yaml", "name: other\nversion: 2.0.0\nconfig:\n  depth: 4\n")
  for name, value in pairs({ HELM_PLUGIN_NAME = "other", HELM_PLUGIN_DIR = other, HELM_NAMESPACE = "web", HELM_DEBUG = "1" }) do env.set(name, value) end
  check.list({ plugin.name, plugin.dir, plugin.version, plugin.config.depth }, "other", other, "2.0.0", 4)
  check.list({ flags.namespace, flags.debug }, "web", true)
  env.unset("HELM_PLUGIN_NAME")
  equal(plugin.name, nil)
end)
