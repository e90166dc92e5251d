local check = require("check")
local that, equal, fails, returns = check.that, check.equal, check.fails, check.returns

that("debug.debug is there", function() equal(type(debug.debug), "function") end)

that("debug.getinfo describes functions and levels", function()
  local function f(a, b, ...) return debug.getinfo(1, "nSltuf") end
  local i = f(1, 2)
  equal(i.nparams, 2)
  equal(i.isvararg, true)
  equal(i.func, f)
  equal(i.what, "Lua")
  equal(i.linedefined, i.currentline)
  equal(debug.getinfo(print).what, "C")
  equal(debug.getinfo(1000), nil)
  fails("invalid option", debug.getinfo, 1, "?")
end)

that("debug.getlocal and debug.setlocal reach variables", function()
  local function f(a)
    equal(debug.getlocal(1, 1), "a")
    debug.setlocal(1, 1, "changed")
    return a
  end
  equal(f("old"), "changed")
  equal(debug.getlocal(f, 1), "a")
end)

that("debug.getmetatable and debug.setmetatable reach every type", function()
  debug.setmetatable(0, { __index = { double = function(n) return n * 2 end } })
  local ok, value = pcall(function() return (21):double() end)
  debug.setmetatable(0, nil)
  returns({ n = 2, ok, value }, true, 42)
  equal(debug.getmetatable(setmetatable({}, { __metatable = 1 })).__metatable, 1)
end)

that("debug.getregistry holds the loaded modules", function() equal(debug.getregistry()._LOADED, package.loaded) end)

that("debug.getupvalue, debug.setupvalue, debug.upvalueid and debug.upvaluejoin reach upvalues", function()
  local a, b = 1, 2
  local function f() return a end
  local function g() return b end
  returns(table.pack(debug.getupvalue(f, 1)), "a", 1)
  equal(debug.setupvalue(f, 1, 10), "a")
  equal(a, 10)
  equal(debug.upvalueid(f, 1) == debug.upvalueid(g, 1), false)
  debug.upvaluejoin(f, 1, g, 1)
  equal(f(), 2)
end)

that("debug.getuservalue and debug.setuservalue take what has none", function()
  equal(debug.getuservalue({}), nil)
  fails("userdata expected", debug.setuservalue, {}, 1)
end)

that("debug.sethook and debug.gethook count, follow lines and calls", function()
  local seen = {}
  debug.sethook(function(event) seen[event] = (seen[event] or 0) + 1 end, "crl", 10)
  local function f() return 1 end
  for i = 1, 100 do f() end
  local hook, mask, count = debug.gethook()
  debug.sethook()
  equal(mask, "crl")
  equal(count, 10)
  equal(seen.call >= 100 and seen["return"] >= 100 and seen.line > 0 and seen.count > 0, true)
  equal(debug.gethook(), nil)
end)

that("debug.setcstacklimit is kept for old scripts", function() equal(math.type(debug.setcstacklimit(200)), "integer") end)

that("debug.traceback lists the frames", function()
  local text = debug.traceback("message", 1)
  equal(text:match("^message\nstack traceback:\n") ~= nil, true)
  equal(text:match("debug%.lua:%d+: in ") ~= nil, true)
  local object = {}
  equal(debug.traceback(object), object)
  local co = coroutine.create(function() coroutine.yield() end)
  coroutine.resume(co)
  equal(debug.traceback(co):match("coroutine.yield") ~= nil, true)
end)
