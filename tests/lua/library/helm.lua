local check = require("check")
local that, equal, fails = check.that, check.equal, check.fails

that("helm loads a module at its first use, the one that require returns", function()
  local helm = require("helm")
  equal(rawget(helm, "platform"), nil)
  equal(helm.platform, require("helm.platform"))
  equal(rawget(helm, "platform"), require("helm.platform"))
end)

that("helm has nothing under other names", function()
  equal(require("helm").nothing, nil)
  equal(require("helm")[1], nil)
end)

that("package.preload has only the library's modules", function()
  equal(type(package.preload["helm.env"]), "function")
  equal(package.preload["helm.nothing"], nil)
  equal(package.preload.string, nil)
  equal(next(package.preload), nil)
end)

that("a module in package.preload wins over the library's", function()
  local loaded = package.loaded["helm.version"]
  package.loaded["helm.version"] = nil
  package.preload["helm.version"] = function() return "mine" end
  equal(require("helm.version"), "mine")
  package.preload["helm.version"] = nil
  package.loaded["helm.version"] = loaded
end)

that("an unknown module is an error that says where it was searched", function()
  fails("no field package.preload%['helm.nothing'%]", require, "helm.nothing")
end)
