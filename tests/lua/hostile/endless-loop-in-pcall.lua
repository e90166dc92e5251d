--@ time 1000
--@ status 124
--@ stderr time limit reached
while true do
  pcall(function() while true do end end)
end
