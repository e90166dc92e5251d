--@ time 1000
--@ status 124
--@ stderr time limit reached
print(("a"):rep(40):find(("a?"):rep(40) .. ("a"):rep(40) .. "b"))
print(("a"):rep(5000):find((".-"):rep(12) .. "b"))
