--@ time 1500
--@ status 124
--@ stderr time limit reached
-- The reference implementation copies nothing, 10^18 times, without ever looking up.
print(#(""):rep(1000000000000000000))
