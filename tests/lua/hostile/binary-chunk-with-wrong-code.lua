--@ memory 134217728
--@ time 20000
--@ status 0|1|123|124|125
-- The virtual machine trusts its code, so that this may well trap: it must say so, and nothing else.
local chunk = string.dump(function(a, b) local t = { a, b } for i = 1, 3 do t[i] = i end return t[1] + #t, function() return t end end)
math.randomseed(7)
for round = 1, 2000 do
  local at = math.random(32, #chunk)
  local wrong = chunk:sub(1, at - 1) .. string.char(math.random(0, 255)) .. chunk:sub(at + 1)
  local f = load(wrong, "=wrong", "b")
  if f then pcall(coroutine.wrap(f), round, {}) end
end
