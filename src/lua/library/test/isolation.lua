-- helm.test: a run of a plugin's script finds what a process of its own would find, and leaves nothing behind.
local isolation = {}

-- Modules of the library that keep something of the script that loaded them.
local OF_A_SCRIPT = { "helm.defer", "helm.plugin" }

local function copy_of(table)
  local copy = {}
  for key, value in next, table do copy[key] = value end
  return copy
end

local function set_back(table, before)
  for key in next, copy_of(table) do
    if before[key] == nil then rawset(table, key, nil) end
  end
  for key, value in next, before do rawset(table, key, value) end
end

-- Whether a module is a file of the plugin, which a run loads anew.
local function is_file(name)
  return type(name) == "string" and not package.preload[name] and package.searchpath(name, package.path) ~= nil
end

local function forget_modules()
  for name in next, copy_of(package.loaded) do
    if is_file(name) then package.loaded[name] = nil end
  end
  local library = package.loaded["helm"] or {}
  for _, name in ipairs(OF_A_SCRIPT) do
    package.loaded[name] = nil
    rawset(library, (name:gsub("^helm%.", "")), nil)
  end
end

-- Sets variables, and removes those with false. Returns their values before.
function isolation.change_variables(variables)
  local env = require("helm.env")
  local before = {}
  for name, value in pairs(variables) do
    before[name] = env.get(name) or false
    if value then env.set(name, value) else env.unset(name) end
  end
  return before
end

-- Lua's own globals: what specs call is not there for the plugin.
local first = copy_of(_G)

-- Returns a function that restores everything.
function isolation.begin(variables)
  local before = isolation.change_variables(variables)
  local globals, loaded, exit = copy_of(_G), copy_of(package.loaded), os.exit
  local library = copy_of(package.loaded["helm"] or {})
  forget_modules()
  set_back(_G, first)
  return function()
    for name in next, copy_of(package.loaded) do
      if loaded[name] == nil and is_file(name) then package.loaded[name] = nil end
    end
    for name, module in next, loaded do package.loaded[name] = module end
    for _, name in ipairs(OF_A_SCRIPT) do
      package.loaded[name] = loaded[name]
      if package.loaded["helm"] then rawset(package.loaded["helm"], name:sub(6), library[name:sub(6)]) end
    end
    set_back(_G, globals)
    os.exit = exit
    isolation.change_variables(before)
  end
end

return isolation
