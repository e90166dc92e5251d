--@ time 1000
--@ status 124
--@ stderr time limit reached
for line in io.popen("yes"):lines() do end
