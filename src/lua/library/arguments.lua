-- Checks of arguments for the library's modules. Errors read as those of Lua's own libraries, and have the position of the
-- module's caller.
local arguments = {}

-- The level of the module's caller, for a function that the module's function calls directly.
local CALLER = 4

local function refuse(index, name, message)
  error(("bad argument #%d to '%s' (%s)"):format(index, name, message), CALLER)
end

local function refuse_type(index, name, expected, value)
  error(("bad argument #%d to '%s' (%s expected, got %s)"):format(index, name, expected, type(value)), CALLER)
end

function arguments.refuse(index, name, message) refuse(index, name, message) end

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

-- A table of options, or nil. `known` has for each option the type that it needs, or several: "string|number".
function arguments.options(value, index, name, known)
  if value == nil then return {} end
  if type(value) ~= "table" then refuse_type(index, name, "table", value) end
  for option, given in pairs(value) do
    local expected = known[option]
    if not expected then refuse(index, name, ("unknown option '%s'"):format(tostring(option))) end
    if not ("|" .. expected .. "|"):find("|" .. type(given) .. "|", 1, true) then
      refuse(index, name, ("option '%s': %s expected, got %s"):format(option, (expected:gsub("|", " or ")), type(given)))
    end
  end
  return value
end

return arguments
