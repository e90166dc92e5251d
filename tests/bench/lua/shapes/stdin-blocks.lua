function main()
  local n = 0
  for block in io.stdin:lines(2 ^ 16) do n = n + #block end
  print(n)
end
