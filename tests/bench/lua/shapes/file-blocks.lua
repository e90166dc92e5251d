function main(file)
  local f, n = assert(io.open(file, "rb")), 0
  for block in f:lines(2 ^ 16) do n = n + #block end
  print(n)
end
