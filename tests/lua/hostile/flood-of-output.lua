--@ output 1048576
--@ time 60000
--@ status 122
--@ stderr output limit reached
while true do print(("x"):rep(1000)) end
