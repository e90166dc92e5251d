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

function arguments.optional_text(value, index, name)
  if value == nil or type(value) == "string" then return value end
  if type(value) ~= "number" then refuse_type(index, name, "string", value) end
  return tostring(value)
end

function arguments.integer(value, index, name)
  local number = math.tointeger(tonumber(value))
  if number then return number end
  if type(value) == "number" then refuse(index, name, "number has no integer representation") end
  refuse_type(index, name, "number", value)
end

function arguments.callable(value, index, name)
  if type(value) ~= "function" then refuse_type(index, name, "function", value) end
  return value
end

return arguments
