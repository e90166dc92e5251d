function main(scale)
  local total = 0
  for round = 1, 4 * tonumber(scale) do
    local parts = {}
    for i = 1, 60000 do parts[#parts + 1] = "item " .. i .. (i % 3 == 0 and ";" or ",") end
    local text = table.concat(parts)
    local grown = ""
    for i = 1, 2000 do grown = grown .. i end
    local formatted = {}
    for i = 1, 20000 do formatted[i] = ("%d:%s:%5.2f"):format(i, "x", i / 7) end
    total = total + #text + #grown + #table.concat(formatted, "|") + #("ab"):rep(100000, "-"):upper():reverse():sub(2, -2)
  end
  print(total)
end
