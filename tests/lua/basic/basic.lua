local check = require("check")
local that, equal, fails, returns = check.that, check.equal, check.fails, check.returns

that("assert returns all its arguments", function()
  returns(table.pack(assert(1, "two", nil)), 1, "two", nil)
  fails("assertion failed!", assert, false)
  fails("^message$", assert, nil, "message")
  local object = {}
  equal(select(2, pcall(assert, false, object)), object)
end)

that("collectgarbage frees what nobody holds", function()
  local weak = setmetatable({ {} }, { __mode = "v" })
  collectgarbage()
  equal(weak[1], nil)
  equal(math.type(collectgarbage("count")), "float")
  equal(collectgarbage("isrunning"), true)
end)

that("dofile runs a file and returns what it returns", function()
  check.with_file("return 1, 'two'", function(name) returns(table.pack(dofile(name)), 1, "two") end)
  fails("cannot open", dofile, "no such file.lua")
end)

that("error adds the position of its level", function()
  local function raise(...) error(...) end
  equal(select(2, pcall(raise, "m", 0)), "m")
  fails("basic%.lua:%d+: m$", raise, "m")
  fails("basic%.lua:%d+: m$", function() raise("m", 2) end)
  local object = {}
  equal(select(2, pcall(error, object)), object)
end)

that("getmetatable gives __metatable where there is one", function()
  local mt = {}
  equal(getmetatable(setmetatable({}, mt)), mt)
  equal(getmetatable(setmetatable({}, { __metatable = "secret" })), "secret")
  equal(getmetatable("").__index, string)
  equal(getmetatable({}), nil)
end)

that("ipairs stops at the first nil", function()
  local seen = {}
  for i, v in ipairs({ "a", "b", nil, "d" }) do seen[i] = v end
  check.list(seen, "a", "b")
end)

that("load compiles text, functions and binary chunks", function()
  equal(load("return 1 + 1")(), 2)
  local parts = { "return ", "'joined'" }
  equal(load(function() return table.remove(parts, 1) end)(), "joined")
  equal(load(string.dump(function() return "binary" end), "b", "b")(), "binary")
  equal(load("return x", "n", "t", { x = "own" })(), "own")
  returns(table.pack(load("return +", "=name")), nil, "name:1: unexpected symbol near '+'")
  equal((load("return 1", "n", "b")), nil)
end)

that("loadfile compiles a file and skips a first hash line", function()
  check.with_file("#!/usr/bin/env lua\nreturn ...", function(name) equal(loadfile(name)("given"), "given") end)
  equal((loadfile("no such file.lua")), nil)
end)

that("next goes through every key once", function()
  local t, seen, n = { 1, 2, x = 3 }, {}, 0
  for k, v in next, t do seen[k], n = v, n + 1 end
  equal(n, 3)
  equal(seen.x, 3)
  equal(next({}), nil)
  fails("invalid key", next, {}, "absent")
end)

that("pairs uses __pairs where there is one", function()
  local keys = {}
  for k in pairs(setmetatable({}, { __pairs = function() return next, { only = 1 }, nil end })) do keys[#keys + 1] = k end
  check.list(keys, "only")
end)

that("pcall returns what the function does, or its error", function()
  returns(table.pack(pcall(function(...) return ... end, 1, nil)), true, 1, nil)
  returns(table.pack(pcall(error, "e", 0)), false, "e")
  returns(table.pack(pcall(error)), false, nil)
end)

that("print and tostring call __tostring", function()
  equal(tostring(setmetatable({}, { __tostring = function() return "shown" end })), "shown")
  equal(tostring(1.0), "1.0")
  equal(tostring(-0.0), "-0.0")
  equal(tostring(1e15), "1e+15")
  equal(tostring(nil), "nil")
  fails("'__tostring' must return a string", tostring, setmetatable({}, { __tostring = function() return {} end }))
end)

that("rawequal, rawget, rawlen and rawset leave metamethods out", function()
  local t = setmetatable({ 1, 2 }, { __index = function() return 0 end, __len = function() return 9 end, __newindex = error })
  equal(rawget(t, "x"), nil)
  equal(rawlen(t), 2)
  equal(rawset(t, "x", 5), t)
  equal(t.x, 5)
  equal(rawequal(t, setmetatable({}, { __eq = function() return true end })), false)
end)

that("require loads a module once", function()
  package.preload["spec.module"] = function(name, where) return { name = name, where = where } end
  local module = require("spec.module")
  equal(module.name, "spec.module")
  equal(module.where, ":preload:")
  equal(require("spec.module"), module)
  fails("module 'spec%.absent' not found", require, "spec.absent")
end)

that("select counts from either end", function()
  returns(table.pack(select(2, "a", "b", "c")), "b", "c")
  returns(table.pack(select(-1, "a", "b", "c")), "c")
  equal(select("#", nil, nil), 2)
  fails("index out of range", select, 0)
end)

that("setmetatable refuses a protected table", function()
  local t = {}
  equal(setmetatable(t, {}), t)
  fails("protected", setmetatable, setmetatable({}, { __metatable = 1 }), {})
  fails("table expected", setmetatable, 1, {})
end)

that("tonumber reads every shape of number", function()
  equal(tonumber("  0x10  "), 16)
  equal(tonumber("1e1"), 10.0)
  equal(tonumber("0x.8p1"), 1.0)
  equal(tonumber("7fffffffffffffff", 16), math.maxinteger)
  equal(tonumber("9223372036854775808"), 2.0 ^ 63)
  equal(tonumber("1e"), nil)
  equal(tonumber("z", 36), 35)
  equal(tonumber("8", 8), nil)
  equal(tonumber({}), nil)
end)

that("type names every type", function()
  local types = { type(nil), type(true), type(1), type(""), type({}), type(print), type(coroutine.create(print)), type(io.stdout) }
  check.list(types, "nil", "boolean", "number", "string", "table", "function", "thread", "userdata")
  fails("value expected", type)
end)

that("warn takes control messages silently", function()
  warn("@off")
  warn("unseen")
  fails("string expected", warn, {})
end)

that("xpcall hands the error to its handler", function()
  returns(table.pack(xpcall(error, function(m) return m .. "!" end, "e", 0)), false, "e!")
  returns(table.pack(xpcall(function(...) return ... end, print, 1, 2)), true, 1, 2)
end)

that("_G and _VERSION name the state", function()
  equal(_G._G, _G)
  equal(_VERSION, "Lua 5.4")
end)
