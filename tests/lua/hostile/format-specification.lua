--@ status 1
--@ stderr invalid format|invalid conversion
print(("%" .. ("0"):rep(100000) .. "d"):format(1))
