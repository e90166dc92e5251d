local host, arguments = ...

local env = require("helm.env")

local system = { windows = host.is_windows, MAX_RANDOM_BUFFER_SIZE = 1024 }

function system.gettime() return host.now() + 0.0 end

function system.monotime() return host.steady() + 0.0 end

function system.sleep(seconds)
  seconds = arguments.number(seconds, 1, "sleep")
  if seconds > 0 then host.sleep(seconds) end
  return true
end

function system.isatty(file)
  local answer = host.is_terminal(file)
  if answer == nil then arguments.refuse(1, "isatty", ("FILE* expected, got %s"):format(type(file))) end
  return answer
end

function system.termsize()
  local rows = host.rows()
  if not rows then return nil, "Inappropriate ioctl for device" end
  return rows, host.columns()
end

function system.getenv(name) return env.get(arguments.text(name, 1, "getenv")) end

function system.getenvs() return env.all() end

function system.setenv(name, value)
  name = arguments.text(name, 1, "setenv")
  if value == nil then return (pcall(env.unset, name)) end
  return (pcall(env.set, name, arguments.text(value, 2, "setenv")))
end

function system.random(length)
  length = length == nil and 1 or arguments.integer(length, 1, "random")
  if length < 1 or length > system.MAX_RANDOM_BUFFER_SIZE then
    return nil, "invalid number of bytes, must be between 1 and 1024"
  end
  return host.random(length)
end

return system
