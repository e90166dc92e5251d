-- Adds up the numbers on stdin, one a line, and prints the sum after the label given as the argument.
function main(label)
  local sum = 0
  for line in io.lines() do
    sum = sum + (tonumber(line) or error("not a number: " .. line))
  end
  print(("%s: %s (%s)"):format(label, sum, _VERSION))
end
