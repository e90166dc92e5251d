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

-- Whether a number is what chmod can set.
function entries.is_mode(number) return math.tointeger(number) ~= nil and number >= 0 and number <= 4095 end

-- A name as the system compares it.
function entries.fold(name) return is_windows and name:lower() or name end

return entries
