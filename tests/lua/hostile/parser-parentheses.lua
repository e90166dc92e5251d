--@ memory 134217728
--@ status 0
--@ stdout overflow
local ok, message = load(("("):rep(1000000))
print(message:find("overflow") and "overflow" or message)
