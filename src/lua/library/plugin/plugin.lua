local host = ...

local fs, path = require("helm.fs"), require("helm.path")
local fill = host.parts.fill()

local function variable(name)
  local value = os.getenv(name)
  return value ~= "" and value or nil
end

local plugin = { args = {} }
for index, argument in ipairs(arg or {}) do plugin.args[index] = argument end

-- A folder for the plugin's own files below one of Helm's, made at the first call.
local function own_folder(name)
  if not plugin.name then return nil, "the script is no plugin", "EINVAL" end
  local folder = path.join(os.getenv(name), host.own_files, plugin.name)
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

local FLAGS = { debug = "HELM_DEBUG", namespace = "HELM_NAMESPACE", kube_context = "HELM_KUBECONTEXT", kubeconfig = "KUBECONFIG" }

local function read_flag(name)
  local value = variable(name)
  if name == "HELM_DEBUG" then return value == "1" or value == "true" end
  return value
end

-- What is made when it is asked for.
local LATER = {}

local follow_flags = function() end

function LATER.flags()
  plugin.flags = {}
  follow_flags = fill(plugin.flags, FLAGS, read_flag)
end

function LATER.config()
  local manifest = read_manifest()
  plugin.version = manifest.version and tostring(manifest.version) or nil
  plugin.config = type(manifest.config) == "table" and manifest.config or {}
end

LATER.version = LATER.config

local follow_own = fill(plugin, { name = "HELM_PLUGIN_NAME", dir = "HELM_PLUGIN_DIR" }, variable)

local function follow()
  local dir = plugin.dir
  follow_own()
  follow_flags()
  -- The manifest of another folder.
  if plugin.dir ~= dir then plugin.version, plugin.config = nil, nil end
end

return setmetatable(plugin, {
  follow = follow,
  __index = function(_, name)
    if not LATER[name] then return nil end
    LATER[name]()
    return rawget(plugin, name)
  end,
})
