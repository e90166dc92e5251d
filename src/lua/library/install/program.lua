-- helm.install: which file of an archive is the program. Completion scripts, folders of documents and so on may have files of its name.
local archive, path = require("helm.archive"), require("helm.path")

local program = {}

local EXECUTABLE = 73

-- The names that pass, or all if none does.
local function preferred(names, passes)
  local good = {}
  for _, name in ipairs(names) do
    if passes(name) then good[#good + 1] = name end
  end
  return #good > 0 and good or names
end

local function depth_of(name) return select(2, name:gsub("/", "")) end

-- The names of the archive's executable files, as a set.
local function executables_of(file)
  local entries, message, code = archive.list(file)
  if not entries then return nil, message, code end
  local executables = {}
  for _, entry in ipairs(entries) do
    if entry.mode & EXECUTABLE ~= 0 then executables[path.normalize(entry.name)] = true end
  end
  return executables
end

-- The one of these files that is the program: what lies at the path `bin`, else what is executable, else what is least deep.
function program.choose(file, names, bin)
  if #names == 0 then return nil, ("no file '%s' in the archive"):format(path.base(bin)), "ENOENT" end
  if #names == 1 then return names[1] end
  local executables, message, code = executables_of(file)
  if not executables then return nil, message, code end
  local ending = "/" .. path.normalize(bin)
  names = preferred(names, function(name) return ("/" .. name):sub(-#ending) == ending end)
  names = preferred(names, function(name) return executables[path.normalize(name)] end)
  local least = math.huge
  for _, name in ipairs(names) do least = math.min(least, depth_of(name)) end
  names = preferred(names, function(name) return depth_of(name) == least end)
  if #names == 1 then return names[1] end
  return nil, ("which of the archive's files is the program? It has '%s'; give its path in the option 'bin'"):format(table.concat(names, "', '")), "EINVAL"
end

return program
