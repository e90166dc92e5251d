-- helm.fs: permissions.
local fs, host, arguments, entries = ...

local SHIFTS = { u = 6, g = 3, o = 0 }
local BITS = { r = 4, w = 2, x = 1 }

-- The bits of one clause such as "u+x". Without a letter before the sign, "w" is for the owner alone.
local function bits_of(who, letters)
  local bits = 0
  for letter in letters:gmatch(".") do
    local whom = who ~= "" and who or letter == "w" and "u" or "ugo"
    for each in whom:gsub("a", "ugo"):gmatch(".") do bits = bits | BITS[letter] << SHIFTS[each] end
  end
  return bits
end

local function changed_mode(mode, text)
  for clause in (text .. ","):gmatch("(.-),") do
    local who, sign, letters = clause:match("^([ugoa]*)([+=-])([rwx]*)$")
    if not who then return nil end
    local bits = bits_of(who, letters)
    if sign == "=" then mode = mode & ~bits_of(who == "" and "a" or who, "rwx") end
    mode = sign == "-" and mode & ~bits or mode | bits
  end
  return mode
end

function fs.chmod(file, change)
  file = arguments.path(file, 1, "chmod")
  if type(change) ~= "string" or change:find("^%d+$") then
    local mode, fault = entries.mode_of(type(change) == "string" and change or arguments.integer(change, 2, "chmod"))
    if not mode then arguments.refuse(2, "chmod", fault) end
    return host.set_mode(file, mode)
  end
  if not changed_mode(0, change) then
    arguments.refuse(2, "chmod", ("a change such as '+x', 'u=rw,go=r' or '755' expected, got '%s'"):format(change))
  end
  local status, message, code = host.status(file, true)
  if not status then return nil, message, code end
  return host.set_mode(file, changed_mode(status.mode, change))
end
