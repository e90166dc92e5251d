--@ time 1000
--@ status 124
--@ stderr time limit reached
while true do
  coroutine.wrap(function() coroutine.yield(pcall(coroutine.yield)) end)()
end
