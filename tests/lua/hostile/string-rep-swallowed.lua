--@ memory 67108864
--@ time 1500
--@ status 124
--@ stderr time limit reached
-- Each attempt fails, none gets out of the loop.
while true do pcall(string.rep, "x", 1000000000) end
