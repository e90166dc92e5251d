--@ status 1
--@ stderr too many results to unpack
print(select("#", table.unpack({}, 1, 100000000)))
