--@ output 1048576
--@ time 60000
--@ status 122
--@ stderr output limit reached
warn("@on")
while true do warn(("x"):rep(1000)) end
