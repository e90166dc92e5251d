local host, arguments = ...

local socket = {}

function socket.gettime() return host.now() + 0.0 end

function socket.sleep(seconds)
  seconds = arguments.number(seconds, 1, "sleep")
  if seconds > 0 then host.sleep(seconds) end
end

return socket
