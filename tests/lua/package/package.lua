local check = require("check")
local that, equal, fails, returns = check.that, check.equal, check.fails, check.returns

that("package.config tells the platform's marks", function()
  local directory, rest = package.config:match("^([^\n])\n(.*)$")
  equal(directory == "/" or directory == "\\", true)
  equal(rest, ";\n?\n!\n-\n")
end)

that("package.cpath and package.path are strings", function()
  equal(type(package.cpath), "string")
  equal(type(package.path), "string")
end)

that("package.loaded holds the libraries", function()
  equal(package.loaded.string, string)
  equal(package.loaded._G, _G)
end)

that("package.loadlib refuses what is not there", function()
  local f, message, where = package.loadlib("no-such-library.so", "luaopen_x")
  equal(f, nil)
  equal(type(message), "string")
  equal(where == "open" or where == "absent", true)
end)

that("package.preload comes first", function()
  package.preload["spec.preloaded"] = function() return "preloaded" end
  returns(table.pack(require("spec.preloaded")), "preloaded", ":preload:")
end)

that("package.searchers can be added to", function()
  table.insert(package.searchers, 1, function(name)
    if name == "spec.virtual" then return function(...) return table.concat({ ... }, " ") end, "extra" end
  end)
  returns(table.pack(require("spec.virtual")), "spec.virtual extra", "extra")
  table.remove(package.searchers, 1)
end)

that("package.searchpath tells every file that it tried", function()
  check.with_file("", function(name) equal(package.searchpath("x", name), name) end)
  local found, message = package.searchpath("a.b", "/no/?.x;/none/?.y")
  equal(found, nil)
  equal((message:gsub("\\", "/")), "no file '/no/a/b.x'\n\tno file '/none/a/b.y'")
end)
