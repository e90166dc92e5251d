--@ memory 134217728
--@ status 0
--@ stdout overflow overflow overflow
for _, text in ipairs { "return " .. ("-"):rep(1000000) .. "1", "return " .. ("1^"):rep(500000) .. "1", "return " .. ("a.."):rep(300000) .. "a" } do
  local ok, message = load((text:gsub("%-%-", "- - ")))
  io.write(message:find("overflow") and "overflow " or message)
end
