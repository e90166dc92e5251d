--@ time 1500
--@ status 124
--@ stderr time limit reached
load(function() return " " end)
