function main(file)
  local n = 0
  for line in io.lines(file) do n = n + #line end
  print(n)
end
