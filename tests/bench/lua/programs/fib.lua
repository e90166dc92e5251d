local function fib(n)
  if n < 2 then return n end
  return fib(n - 1) + fib(n - 2)
end

function main(scale)
  for _ = 1, tonumber(scale) do print(fib(29)) end
end
