function main()
  local M = require("moses")
  print(table.concat(M.map({ 1, 2, 3 }, function(v) return v * v end), " "), M.sum({ 1, 2, 3 }), M.max({ 3, 9, 2 }))
  print(table.concat(M.flatten({ 1, { 2, { 3, { 4 } } } }), " "), table.concat(M.uniq({ 1, 1, 2, 3, 3 }), " "), table.concat(M.range(2, 10, 3), " "))
  print(M.reduce({ 1, 2, 3, 4 }, function(a, b) return a * b end), M.isEqual({ 1, { x = 2 } }, { 1, { x = 2 } }), M.include({ 1, 2 }, 2), M.size({ a = 1, b = 2 }))
  print(table.concat(M.zip({ 1, 2 }, { "a", "b" })[2], "-"), M.join({ "x", "y" }, "+"), M.compose(function(x) return x + 1 end, function(x) return x * 2 end)(5))
  local f = M.memoize(function(n) return n * 2 end)
  print(f(21), f(21), M.partial(function(a, b) return a - b end, 10)(4))
  print(M.chain({ 3, 1, 2 }):sort():map(function(v) return v * 10 end):value()[1])
end
if arg[-1] then main(...) end
