--@ memory 134217728
--@ time 20000
--@ status 0
--@ stdout refused
local chunk = string.dump(function(a) return { a, "text", 1.5, function() return a end } end)
local head = chunk:sub(1, 31)
for _, size in ipairs { "\x7f\x7f\x7f\x7f\x8f", "\x01\x7f\x7f\x7f\xff", "\x0f\x7f\x7f\x7f\x80", "\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\xff" } do
  for at = 31, 45 do load(chunk:sub(1, at) .. size .. chunk:sub(at + 2), "=huge", "b") end
end
print("refused")
