function main(_, bytes)
  local line = ("x"):rep(199)
  for _ = 1, bytes // 200 do print(line) end
end
