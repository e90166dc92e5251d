local check = require("check")
local that, equal, returns = check.that, check.equal, check.returns
local platform = require("helm.platform")

that("platform knows the system as package.config does", function()
  equal(platform.is_windows, package.config:sub(1, 1) == "\\")
  equal(platform.os == "windows", platform.is_windows)
  equal(platform.exe_suffix, platform.is_windows and ".exe" or "")
  equal(platform.arch:find("^%w+$") ~= nil, true)
end)

that("platform.home is the variable's, platform.user and platform.hostname are texts", function()
  equal(platform.home(), os.getenv("HOME") or os.getenv("USERPROFILE"))
  equal(type(platform.user()), "string")
  equal(type(platform.hostname()), "string")
end)
