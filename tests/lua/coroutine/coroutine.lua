local check = require("check")
local that, equal, fails, returns = check.that, check.equal, check.fails, check.returns

that("coroutine.create and coroutine.resume pass values both ways", function()
  local co = coroutine.create(function(a) local b = coroutine.yield(a + 1) return b * 2 end)
  returns(table.pack(coroutine.resume(co, 1)), true, 2)
  returns(table.pack(coroutine.resume(co, 5)), true, 10)
  returns(table.pack(coroutine.resume(co)), false, "cannot resume dead coroutine")
  fails("function expected", coroutine.create, 1)
end)

that("coroutine.close closes pending variables", function()
  local closed
  local co = coroutine.create(function()
    local x <close> = setmetatable({}, { __close = function() closed = true end })
    coroutine.yield()
  end)
  coroutine.resume(co)
  equal(coroutine.close(co), true)
  equal(closed, true)
  equal(coroutine.status(co), "dead")
  fails("running", coroutine.close, coroutine.running())
end)

that("coroutine.isyieldable and coroutine.running tell where they are", function()
  local inside, main = coroutine.wrap(function() return coroutine.isyieldable(), select(2, coroutine.running()) end)()
  equal(inside, true)
  equal(main, false)
  equal(type(coroutine.running()), "thread")
end)

that("coroutine.status tells each state", function()
  local states = {}
  local co
  co = coroutine.create(function()
    states[2] = coroutine.status(co)
    coroutine.wrap(function() states[3] = coroutine.status(co) end)()
    coroutine.yield()
  end)
  states[1] = coroutine.status(co)
  coroutine.resume(co)
  coroutine.resume(co)
  states[4] = coroutine.status(co)
  check.list(states, "suspended", "running", "normal", "dead")
end)

that("coroutine.wrap raises the errors of its body", function()
  fails("^oops$", coroutine.wrap(function() error("oops", 0) end))
  local next_value = coroutine.wrap(function() for i = 1, 2 do coroutine.yield(i) end end)
  equal(next_value(), 1)
  equal(next_value(), 2)
end)

that("coroutine.yield crosses pcall, metamethods and iterators", function()
  local t = setmetatable({}, { __index = function(_, key) return coroutine.yield(key) end })
  local co = coroutine.wrap(function()
    local ok, value = pcall(function() return t.field end)
    for x in coroutine.wrap(function() coroutine.yield("inner") end) do value = value .. x end
    return ok, value
  end)
  equal(co(), "field")
  returns(table.pack(co("given ")), true, "given inner")
end)

that("coroutine.yield does not cross table.sort", function()
  fails("C%-call boundary", coroutine.wrap(function() table.sort({ 2, 1 }, function() coroutine.yield() end) end))
  fails("outside a coroutine", coroutine.wrap(function() end) and coroutine.yield)
end)

that("ten thousand coroutines live side by side", function()
  local all, sum = {}, 0
  for i = 1, 10000 do all[i] = coroutine.wrap(function() coroutine.yield(i) coroutine.yield(-i) end) end
  for i = 1, 10000 do sum = sum + all[i]() end
  for i = 1, 10000 do sum = sum + all[i]() end
  equal(sum, 0)
end)
