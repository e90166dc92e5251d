--@ status 1
--@ stderr too many captures
print(("x"):find(("("):rep(100000) .. (")"):rep(100000)))
