-- helm.test: remembers what scripts may change of Lua's own, of the library and of the environment, and sets it back.
local lfs, env = require("lfs"), require("helm.env")

local TABLES = { coroutine, debug, io, math, os, package, string, table, utf8 }
-- Values of the types that have one metatable each, and the standard streams, whose metatable is that of all files.
local OF_TYPES = { nil, "", 0, true, print, coroutine.create(print), io.stdin, io.stdout, io.stderr, n = 9 }
local METHODS_OF_FILES = debug.getmetatable(io.stdout).__index
-- Lua's last searcher, which finds the C libraries and what stands in for others.
local find_library = package.searchers[#package.searchers]
-- Functions of cjson that return what they set.
local SETTINGS = {
  "encode_sparse_array", "encode_max_depth", "decode_max_depth", "encode_number_precision", "encode_keep_buffer",
  "encode_invalid_numbers", "decode_invalid_numbers",
}

local getmetatable, setmetatable, gethook, sethook = debug.getmetatable, debug.setmetatable, debug.gethook, debug.sethook
local getinfo, input, output, type_of_file = debug.getinfo, io.input, io.output, io.type
local pack, unpack = table.pack, table.unpack
local all_variables, set_variable, unset_variable = env.all, env.set, env.unset

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

local snapshot = { copy_of = copy_of, set_back = set_back }

-- A plugin's own module of such a name is none of the library.
local function is_of_library(name)
  if type(name) ~= "string" then return false end
  if name:find("^helm%f[.\0]") then return true end
  return type((find_library(name))) == "function" and not rawget(package.preload, name) and not package.searchpath(name, package.path)
end

-- The tables that are set back: Lua's own, and the modules of the library that are loaded.
local function tables_now()
  local tables = table.move(TABLES, 1, #TABLES, 1, {})
  for name, module in next, package.loaded do
    if type(module) == "table" and is_of_library(name) then tables[#tables + 1] = module end
  end
  tables[#tables + 1] = METHODS_OF_FILES
  tables[#tables + 1] = package.preload
  tables[#tables + 1] = package.searchers
  return tables
end

-- The searchers that find the library: Lua's own, and those that stand for it meanwhile.
local of_library = setmetatable({ [find_library] = true }, { __mode = "k" })

-- Keeps what a table has, and the settings behind the functions of cjson.
local function remember(kept, table)
  kept.copies[table] = copy_of(table)
  for _, name in ipairs(SETTINGS) do
    local set = rawget(table, name)
    local is_own = type(set) == "function" and getinfo(set, "S").what == "C"
    local values = is_own and pack(pcall(set))
    if values and values[1] then kept.settings[#kept.settings + 1] = { set = set, values = values } end
  end
end

-- Modules of the library that are loaded later are set back to what they were when they were loaded. Returns a function that ends that.
local function remember_later_modules(kept)
  local function remembering(load)
    return function(...)
      local module = load(...)
      if type(module) == "table" then remember(kept, module) end
      return module
    end
  end
  local meta = getmetatable(package.preload)
  local find = meta.__index
  function meta.__index(preload, name)
    local load = find(preload, name)
    return load and remembering(load)
  end
  for place, search in ipairs(package.searchers) do
    if of_library[search] then
      local function search_and_remember(name)
        local load, extra = search(name)
        return type(load) == "function" and remembering(load) or load, extra
      end
      of_library[search_and_remember] = true
      package.searchers[place] = search_and_remember
    end
  end
  return function()
    meta.__index = find
    setmetatable(package.preload, meta)
  end
end

local function metatables_now()
  local metatables = { global = getmetatable(_G) }
  for index = 1, OF_TYPES.n do
    local meta = getmetatable(OF_TYPES[index])
    metatables[index] = meta and { meta = meta, fields = copy_of(meta) }
  end
  return metatables
end

local function set_metatables_back(before)
  setmetatable(_G, before.global)
  for index = 1, OF_TYPES.n do
    local own = before[index]
    setmetatable(OF_TYPES[index], own and own.meta)
    if own then set_back(own.meta, own.fields) end
  end
end

local function set_variables_back(before)
  local now = all_variables()
  for name in next, now do
    if before[name] == nil then unset_variable(name) end
  end
  for name, value in next, before do
    if now[name] ~= value then set_variable(name, value) end
  end
end

local function set_file_back(set, file)
  if type_of_file(file) == "file" then set(file) end
end

-- Returns a function that sets everything back.
function snapshot.take()
  local kept = { copies = {}, settings = {} }
  for _, table in ipairs(tables_now()) do remember(kept, table) end
  local forget_later_modules = remember_later_modules(kept)
  local metatables, hook, folder = metatables_now(), table.pack(gethook()), lfs.currentdir()
  local default_input, default_output, variables = input(), output(), all_variables()
  return function()
    for table, copy in next, kept.copies do set_back(table, copy) end
    for _, each in ipairs(kept.settings) do each.set(unpack(each.values, 2, each.values.n)) end
    forget_later_modules()
    set_metatables_back(metatables)
    set_variables_back(variables)
    sethook(table.unpack(hook, 1, hook.n))
    set_file_back(input, default_input)
    set_file_back(output, default_output)
    if folder and lfs.currentdir() ~= folder then lfs.chdir(folder) end
  end
end

return snapshot
