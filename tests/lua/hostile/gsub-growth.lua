--@ memory 67108864
--@ status 123
--@ stderr not enough memory
print(#("x"):rep(1000000):gsub("", ("y"):rep(1000)))
