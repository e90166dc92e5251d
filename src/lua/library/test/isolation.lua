-- helm.test: a run of a plugin's script finds none of the spec's globals and loads the plugin's modules anew, and leaves nothing behind. It
-- does find what the spec has changed in Lua's own tables and in the library.
local snapshot = ...

local isolation = {}
local copy_of, set_back = snapshot.copy_of, snapshot.set_back

-- Modules of the library that keep something of the script that loaded them.
local OF_A_SCRIPT = { "helm.defer", "helm.plugin" }

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
local first, first_metatable = copy_of(_G), debug.getmetatable(_G)

-- Returns a function that restores everything.
function isolation.begin(variables)
  local before = isolation.change_variables(variables)
  local set_own_back = snapshot.take()
  local globals, loaded = copy_of(_G), copy_of(package.loaded)
  forget_modules()
  set_back(_G, first)
  debug.setmetatable(_G, first_metatable)
  io.input(io.stdin)
  io.output(io.stdout)
  return function()
    set_own_back()
    for name in next, copy_of(package.loaded) do
      if loaded[name] == nil and not package.preload[name] then package.loaded[name] = nil end
    end
    for name, module in next, loaded do package.loaded[name] = module end
    for _, name in ipairs(OF_A_SCRIPT) do package.loaded[name] = loaded[name] end
    set_back(_G, globals)
    isolation.change_variables(before)
  end
end

return isolation
