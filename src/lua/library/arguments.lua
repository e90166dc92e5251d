-- Checks of arguments for the library's modules. Errors read as those of Lua's own libraries, and have the position of the
-- script's call of the library, through however many of the library's functions it went. The metatable of helm.json's arrays, a function that
-- finds the nearest of the words in the lines of a text, and the names of drop-ins come as arguments.
local arguments = {}

local array_metatable, nearest_line = ...

local getinfo = type(debug) == "table" and debug.getinfo or function() end

-- The names of chunks of the library that do not begin with "helm.".
local drop_ins = {}
for _, name in ipairs({ select(3, ...) }) do drop_ins["=" .. name] = true end

-- More calls than the library makes within itself.
local MOST_LEVELS = 40

-- The level of what has called the library, for the function that calls this one, and whether that call was `return f(...)`, which
-- leaves nothing of the place. C functions between two of the library's, such as gsub, are the library's.
local function caller_level()
  local last, is_tail_call = 2, false
  for level = 2, MOST_LEVELS do
    local info = getinfo(level, "St")
    if not info then break end
    if info.source:find("^=helm%.") or drop_ins[info.source] then
      last, is_tail_call = level, info.istailcall
    elseif info.what ~= "C" then
      break
    end
  end
  return last, is_tail_call
end

-- Raises an error at the place where the script calls the library.
function arguments.raise(message) error(message, (caller_level())) end

local function refuse(index, name, message)
  local level, is_tail_call = caller_level()
  local caller = getinfo(level, "l")
  local is_lost = is_tail_call and not (caller and caller.currentline > 0)
  -- src/lua/text-alone.ts knows these words.
  local note = is_lost and "; the call stands behind 'return', so its line is not known" or ""
  error(("bad argument #%d to '%s' (%s)%s"):format(index, name, message, note), level)
end

local function refuse_type(index, name, expected, value) refuse(index, name, ("%s expected, got %s"):format(expected, type(value))) end

function arguments.refuse(index, name, message) refuse(index, name, message) end

-- The word of a list that a text was probably meant to be; nil if none is near.
function arguments.nearest(text, words)
  return type(text) == "string" and nearest_line(text, table.concat(words, "\n")) or nil
end

-- The keys of a table whose keys are texts, in their order.
function arguments.sorted_keys(map)
  local keys = {}
  for key in pairs(map) do keys[#keys + 1] = key end
  table.sort(keys)
  return keys
end

-- A string; a number becomes one, as in Lua's own libraries.
function arguments.text(value, index, name)
  if type(value) == "string" then return value end
  if type(value) ~= "number" then refuse_type(index, name, "string", value) end
  return tostring(value)
end

-- A string that the system can take for a path.
function arguments.path(value, index, name)
  if type(value) ~= "string" then
    if type(value) ~= "number" then refuse_type(index, name, "string", value) end
    value = tostring(value)
  end
  if value:find("\0", 1, true) then refuse(index, name, "a path without zero bytes expected") end
  return value
end

function arguments.optional_path(value, index, name)
  if value == nil then return nil end
  if type(value) ~= "string" then refuse_type(index, name, "string", value) end
  if value:find("\0", 1, true) then refuse(index, name, "a path without zero bytes expected") end
  return value
end

function arguments.integer(value, index, name)
  local number = math.tointeger(tonumber(value))
  if number then return number end
  if type(value) == "number" then refuse(index, name, "number has no integer representation") end
  refuse_type(index, name, "number", value)
end

function arguments.number(value, index, name)
  local number = tonumber(value)
  if not number then refuse_type(index, name, "number", value) end
  return number
end

function arguments.callable(value, index, name)
  if type(value) ~= "function" then refuse_type(index, name, "function", value) end
  return value
end

-- The number of an element that a list lacks although others follow, as in `{"a", nil, "b"}`; nil if it is whole.
function arguments.hole(list)
  local length = 0
  for at in ipairs(list) do length = at end
  for key in pairs(list) do
    if math.type(key) == "integer" and key > length then return length + 1 end
  end
  return nil
end

-- What is wrong with a value that cannot be encoded. Of a list with a hole it says where that is, unless it has the place of the list.
function arguments.with_hole(fault, value)
  local hole = fault:find("^a table that is neither") and arguments.hole(value)
  return hole and ("%s: nothing is at [%d]"):format(fault, hole) or fault
end

-- Marks a list that a function returns, so that also an empty one is an array for helm.json and helm.yaml.
function arguments.array(list) return setmetatable(list, array_metatable) end

local function refuse_option(index, name, option, known)
  local nearest = arguments.nearest(option, arguments.sorted_keys(known))
  refuse(index, name, ("unknown option '%s'%s"):format(tostring(option), nearest and (": did you mean '%s'?"):format(nearest) or ""))
end

-- A table of options, or nil. `known` has for each option the type that it needs, or several: "string|number".
function arguments.options(value, index, name, known)
  if value == nil then return {} end
  if type(value) ~= "table" then refuse_type(index, name, "table", value) end
  for option, given in pairs(value) do
    local expected = known[option]
    if not expected then refuse_option(index, name, option, known) end
    if not ("|" .. expected .. "|"):find("|" .. type(given) .. "|", 1, true) then
      refuse(index, name, ("option '%s': %s expected, got %s"):format(option, (expected:gsub("|", " or ")), type(given)))
    end
  end
  return value
end

return arguments
