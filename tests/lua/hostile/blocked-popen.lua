--@ time 1000
--@ status 124
--@ stderr time limit reached
print(io.popen("sleep 8"):read("a"))
