-- What the parts of helm.fs share: results of functions of the system, paths of entries, and their kinds.
local host = ...
local entries = {}
local is_windows = host.is_windows

-- The results of a function of Lua's io and os, with the error's name instead of its number.
function entries.outcome(result, message, number)
  if result then return result end
  return nil, message, host.error_name(number or 0)
end

-- The same for a function that does not name the file.
function entries.outcome_of(file, result, message, number)
  if result then return result end
  return nil, ("%s: %s"):format(file, message), host.error_name(number or 0)
end

function entries.join(folder, name)
  if folder == "." then return name end
  if folder:sub(-1) == "/" or is_windows and folder:find("[\\:]$") then return folder .. name end
  return folder .. "/" .. name
end

function entries.kind_of(file, follows)
  local status, message, code = host.status(file, follows)
  if not status then return nil, message, code end
  return status.type, status
end

function entries.sorted_names(folder)
  local names, message, code = host.list(folder)
  if not names then return nil, message, code end
  table.sort(names)
  return names
end

local MOST_MODE = 4095

-- What chmod can set: a number, or a text of octal digits. Otherwise nil and what is wrong. A number such as 755 is a mistake for the
-- octal digits: it would be 01363.
function entries.mode_of(value)
  local is_text = type(value) == "string"
  local mode
  if not is_text then mode = math.tointeger(value)
  elseif value:find("^[0-7]+$") then mode = tonumber(value, 8) end
  if not mode or mode < 0 or mode > MOST_MODE then
    return nil, ("permissions from 0 to %d, or octal digits such as '755', expected, got %s"):format(MOST_MODE, value)
  end
  if not is_text and mode > 511 and mode < 778 and not tostring(mode):find("[89]") then
    return nil, ("%d is %04o in octal: write '%d' for octal digits"):format(mode, mode, mode)
  end
  return mode
end

-- A name as the system compares it.
function entries.fold(name) return is_windows and name:lower() or name end

return entries
