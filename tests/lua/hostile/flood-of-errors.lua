--@ output 131072
--@ time 60000
--@ status 122
--@ stderr output limit reached
io.stderr:setvbuf("no")
while true do pcall(io.stderr.write, io.stderr, "x") end
