--@ memory 67108864
--@ status 123
--@ stderr not enough memory
local part = "return '"
local f, message = load(function()
  local now = part
  part = ("x"):rep(100000)
  return now
end)
error(message == "not enough memory" and ("x"):rep(1 << 30) or message)
