-- helm.test: remembers what scripts may change of Lua's own and of the library, and sets it back.
local lfs = require("lfs")

local TABLES = { coroutine, debug, io, math, os, package, string, table, utf8 }
-- Values of the types that have one metatable each, and the standard streams, whose metatable is that of all files.
local OF_TYPES = { nil, "", 0, true, print, coroutine.create(print), io.stdin, io.stdout, io.stderr, n = 9 }
local METHODS_OF_FILES = debug.getmetatable(io.stdout).__index

local getmetatable, setmetatable, gethook, sethook = debug.getmetatable, debug.setmetatable, debug.gethook, debug.sethook
local input, output, type_of_file = io.input, io.output, io.type

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

-- The tables that are set back: Lua's own, and the modules of the library that are loaded.
local function tables_now()
  local tables = table.move(TABLES, 1, #TABLES, 1, {})
  for name, module in next, package.loaded do
    local is_library = type(name) == "string" and name:find("^helm%f[.\0]")
    if is_library and type(module) == "table" then tables[#tables + 1] = module end
  end
  tables[#tables + 1] = METHODS_OF_FILES
  tables[#tables + 1] = package.preload
  tables[#tables + 1] = package.searchers
  return tables
end

-- Modules of the library that are loaded later are set back to what they were when they were loaded. Returns a function that ends that.
local function copy_later_modules(copies)
  local meta = getmetatable(package.preload)
  local find = meta.__index
  function meta.__index(preload, name)
    local load = find(preload, name)
    return load and function(...)
      local module = load(...)
      if type(module) == "table" then copies[module] = copy_of(module) end
      return module
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

local function set_file_back(set, file)
  if type_of_file(file) == "file" then set(file) end
end

-- Returns a function that sets everything back.
function snapshot.take()
  local copies = {}
  for _, table in ipairs(tables_now()) do copies[table] = copy_of(table) end
  local end_copies = copy_later_modules(copies)
  local metatables, hook, folder = metatables_now(), table.pack(gethook()), lfs.currentdir()
  local default_input, default_output = input(), output()
  return function()
    for table, copy in next, copies do set_back(table, copy) end
    end_copies()
    set_metatables_back(metatables)
    sethook(table.unpack(hook, 1, hook.n))
    set_file_back(input, default_input)
    set_file_back(output, default_output)
    if folder and lfs.currentdir() ~= folder then lfs.chdir(folder) end
  end
end

return snapshot
