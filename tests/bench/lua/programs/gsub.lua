function main(scale)
  local words = {}
  for i = 1, 2000 do words[i] = ("word%d = \"value %d\"; -- note %d"):format(i, i * 7, i % 13) end
  local text = table.concat(words, "\n")
  local n = 0
  for _ = 1, 5 * tonumber(scale) do
    n = n + select(2, text:gsub("%d+", function(d) return "<" .. d .. ">" end))
    n = n + select(2, text:gsub("(%w+) = (%b\"\")", "%2 = %1"))
    n = n + select(2, text:gsub("%w+", { word1 = "first" }))
    for key, value in text:gmatch("(%w+)%s*=%s*\"([^\"]*)\"") do n = n + #key + #value end
    for line in text:gmatch("[^\n]+") do
      if line:find("note 7", 1, true) or line:match("^word%d-9") then n = n + 1 end
    end
  end
  print(n)
end
