--@ memory 134217728
--@ status 0
--@ stdout nil
print((("("):rep(5000000)):find("^%b()"))
