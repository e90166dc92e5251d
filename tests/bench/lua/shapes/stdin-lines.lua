function main()
  local n = 0
  for line in io.lines() do n = n + #line end
  print(n)
end
