--@ time 1000
--@ status 124
--@ stderr time limit reached
while true do
  debug.sethook()
  debug.sethook(function() end, "crl", 1)
  for i = 1, 1000 do debug.sethook() end
end
