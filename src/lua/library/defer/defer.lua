local host, arguments = ...

local deferred = {}

-- Calls what was deferred, the last first. Returns whether nothing failed. A function that defers another one gets it
-- called next.
local function run()
  local succeeded = true
  while #deferred > 0 do
    local ok, message = xpcall(table.remove(deferred), debug.traceback)
    if not ok then
      succeeded = false
      host.report("error in a deferred function: " .. tostring(message))
    end
  end
  return succeeded
end

host.at_exit(run)

local exit = os.exit

-- Wrong arguments are for Lua's own function, which raises the error before anything ends.
local function is_status(code)
  return code == nil or type(code) == "boolean" or math.tointeger(tonumber(code)) ~= nil
end

function os.exit(code, close)
  if not is_status(code) then return exit(code, close) end
  local succeeded = run()
  if not succeeded and (code == nil or code == true or math.tointeger(tonumber(code)) == 0) then code = false end
  return exit(code, close)
end

return function(call)
  arguments.callable(call, 1, "defer")
  deferred[#deferred + 1] = call
end
