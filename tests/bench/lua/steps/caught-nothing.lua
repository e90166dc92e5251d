function main(times)
  local works = function() return "caught", 0 end
  for _ = 1, tonumber(times) do pcall(works) end
end
