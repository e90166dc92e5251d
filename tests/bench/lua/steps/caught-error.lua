function main(times)
  local fails = function() error("caught", 0) end
  for _ = 1, tonumber(times) do pcall(fails) end
end
