local fs, path = require("helm.fs"), require("helm.path")

local function variable(name)
  local value = os.getenv(name)
  return value ~= "" and value or nil
end

local plugin = { name = variable("HELM_PLUGIN_NAME"), dir = variable("HELM_PLUGIN_DIR"), args = {} }
for index, argument in ipairs(arg or {}) do plugin.args[index] = argument end

-- A folder for the plugin's own files below one of Helm's, made at the first call.
local function own_folder(name)
  if not plugin.name then return nil, "the script is no plugin", "EINVAL" end
  local folder = path.join(os.getenv(name), "plugin-data", plugin.name)
  local made, message, code = fs.mkdir(folder)
  if not made then return nil, message, code end
  return folder
end

function plugin.data_dir() return own_folder("HELM_DATA_HOME") end

function plugin.cache_dir() return own_folder("HELM_CACHE_HOME") end

local function read_manifest()
  if not plugin.dir then return {} end
  local text = fs.read(path.join(plugin.dir, "plugin.yaml"))
  return text and require("helm.yaml").decode(text) or {}
end

-- What is made when it is asked for.
local LATER = {}

function LATER.flags()
  plugin.flags = {
    debug = variable("HELM_DEBUG") == "1" or variable("HELM_DEBUG") == "true",
    namespace = variable("HELM_NAMESPACE"),
    kube_context = variable("HELM_KUBECONTEXT"),
    kubeconfig = variable("KUBECONFIG"),
  }
end

function LATER.config()
  local manifest = read_manifest()
  plugin.version = manifest.version and tostring(manifest.version) or nil
  plugin.config = type(manifest.config) == "table" and manifest.config or {}
end

LATER.version = LATER.config

return setmetatable(plugin, {
  __index = function(_, name)
    if not LATER[name] then return nil end
    LATER[name]()
    return rawget(plugin, name)
  end,
})
