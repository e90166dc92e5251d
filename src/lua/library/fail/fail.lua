local host, arguments = ...

-- luff asks an uncaught error for its exit status by __exit_status.
local Failure = {
  __name = "helm.fail",
  __tostring = function(failure) return failure.message end,
  __exit_status = function(failure) return failure.status end,
}

return function(message, status)
  message = arguments.text(message, 1, "fail")
  status = status == nil and 1 or arguments.integer(status, 2, "fail")
  if status < 1 or status > host.last_status then
    arguments.refuse(2, "fail", ("an exit status from 1 to %d expected, got %d"):format(host.last_status, status))
  end
  error(setmetatable({ message = message, status = status }, Failure))
end
