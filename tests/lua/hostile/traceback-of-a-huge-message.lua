--@ memory 134217728
--@ status 1
--@ stderr xxxxxxxxxx
error(("x"):rep(5000000))
