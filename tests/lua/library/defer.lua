local check = require("check")
local that, equal, fails = check.that, check.equal, check.fails
local defer = require("helm.defer")

local calls = 0

that("helm.defer refuses what is no function", function()
  fails("^bad argument #1 to 'defer' %(function expected, got nil%)$", defer)
  fails("^bad argument #1 to 'defer' %(function expected, got table%)$", defer, setmetatable({}, { __call = print }))
end)

that("os.exit with a wrong argument calls nothing that was deferred", function()
  defer(function() calls = calls + 1 end)
  fails("number expected, got table", os.exit, {})
  fails("number has no integer representation", os.exit, 1.5)
  equal(calls, 0)
end)
