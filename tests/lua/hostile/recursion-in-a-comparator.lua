--@ status 1
--@ stderr C stack overflow
local function compare(a, b)
  table.sort({ 3, 1, 2 }, compare)
  return a < b
end
table.sort({ 3, 1, 2 }, compare)
