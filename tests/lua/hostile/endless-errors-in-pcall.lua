--@ time 1000
--@ status 124
--@ stderr time limit reached
while true do
  pcall(error)
  xpcall(error, function() error() end)
end
