function main(_, bytes)
  local line = ("x"):rep(63)
  for _ = 1, bytes // 64 do io.write(line, "\n") end
end
