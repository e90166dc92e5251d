local check = require("check")
local that, equal, fails = check.that, check.equal, check.fails
local version = require("helm.version")

that("version.lua is that of _VERSION", function() equal("Lua " .. version.lua, _VERSION) end)

that("version.satisfies compares with this luff's version", function()
  equal(version.satisfies("*"), true)
  equal(version.satisfies(">=" .. version.luff), true)
  equal(version.satisfies(">=0.0.1, <999"), true)
end)

that("version.satisfies and version.require refuse what is no constraint", function()
  fails("^bad argument #1 to 'satisfies' %(a version constraint such as '>=0.2' expected, got 'abc'%)$", version.satisfies, "abc")
  fails("^bad argument #1 to 'require' %(a version constraint such as '>=0.2' expected, got 'abc'%)$", version.require, "abc")
  fails("^bad argument #1 to 'satisfies' %(string expected, got nil%)$", version.satisfies)
end)

that("version.require does nothing if the version satisfies", function() equal(version.require("*"), nil) end)
