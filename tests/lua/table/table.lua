local check = require("check")
local that, equal, fails, returns = check.that, check.equal, check.fails, check.returns

that("table.concat joins strings and numbers", function()
  equal(table.concat({ 1, "b", 2.5 }, "-"), "1-b-2.5")
  equal(table.concat({ 1, 2, 3 }, ",", 2, 3), "2,3")
  equal(table.concat({}), "")
  fails("invalid value %(table%) at index 2", table.concat, { 1, {} })
end)

that("table.insert shifts up", function()
  local t = { "a", "c" }
  table.insert(t, 2, "b")
  table.insert(t, "d")
  check.list(t, "a", "b", "c", "d")
  fails("out of bounds", table.insert, {}, 3, 1)
  fails("wrong number", table.insert, {}, 1, 2, 3)
end)

that("table.move copies overlapping ranges", function()
  check.list(table.move({ 1, 2, 3 }, 1, 3, 2), 1, 1, 2, 3)
  check.list(table.move({ 1, 2, 3 }, 2, 3, 1), 2, 3, 3)
  check.list(table.move({ 1, 2 }, 1, 2, 2, { 9 }), 9, 1, 2)
end)

that("table.pack and table.unpack keep holes", function()
  local t = table.pack(nil, 2, nil)
  equal(t.n, 3)
  returns(table.pack(table.unpack(t, 1, t.n)), nil, 2, nil)
  returns(table.pack(table.unpack({ 1, 2, 3 }, 2)), 2, 3)
  fails("too many results", table.unpack, {}, 1, 1e8)
end)

that("table.remove shifts down", function()
  local t = { "a", "b", "c" }
  equal(table.remove(t, 1), "a")
  equal(table.remove(t), "c")
  check.list(t, "b")
  equal(table.remove({}), nil)
  fails("out of bounds", table.remove, { 1 }, 5)
end)

that("table.sort orders by < or by a function", function()
  local t = { 3, 1, 2 }
  table.sort(t)
  check.list(t, 1, 2, 3)
  table.sort(t, function(a, b) return a > b end)
  check.list(t, 3, 2, 1)
  local many = {}
  for i = 1, 5000 do many[i] = (i * 7919) % 5003 end
  table.sort(many)
  for i = 2, #many do equal(many[i - 1] <= many[i], true) end
  fails("attempt to compare", table.sort, { 1, "x" })
end)

that("tables grow, shrink and forget", function()
  local t = {}
  for i = 1, 100000 do t[i] = i end
  equal(#t, 100000)
  for i = #t, 1, -1 do t[i] = nil end
  equal(next(t), nil)
end)
