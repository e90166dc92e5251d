--@ time 1500
--@ status 124
--@ stderr time limit reached
table.move({}, 1, math.maxinteger - 1, 2)
