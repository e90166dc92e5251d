local host = ...

local is_windows = host.os == "windows"

local platform = {
  os = host.os,
  arch = host.arch,
  is_windows = is_windows,
  exe_suffix = is_windows and ".exe" or "",
}

local function first_variable(...)
  for _, name in ipairs({ ... }) do
    local value = os.getenv(name)
    if value and value ~= "" then return value end
  end
end

local function first_line(file)
  local line = file and file:read("l")
  if file then file:close() end
  return line ~= "" and line or nil
end

function platform.home()
  local home = host.home()
  if home == "" then return nil, "the home folder is not known", "ENOENT" end
  return home
end

function platform.user()
  local name = first_variable(is_windows and "USERNAME" or "USER", "LOGNAME")
    or first_line(io.popen(is_windows and "whoami 2>nul" or "id -un 2>/dev/null"))
  -- Windows writes the domain before the name.
  name = name and is_windows and name:match("[^\\]+$") or name
  if not name then return nil, "the user's name is not known", "ENOENT" end
  return name
end

function platform.hostname()
  local name = is_windows and first_variable("COMPUTERNAME") or first_line(io.open("/proc/sys/kernel/hostname"))
  name = name or first_line(io.popen(is_windows and "hostname 2>nul" or "hostname 2>/dev/null"))
  if not name then return nil, "the machine's name is not known", "ENOENT" end
  return name
end

return platform
