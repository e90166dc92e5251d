--@ case a module of the folder
--@ file mod.lua "print('loading', ...) return { value = 5 }"
package.path = "./?.lua"
local m, where = require("mod")
print(m.value, where)
print(require("mod") == m, package.loaded.mod == m, select("#", require("mod")))

--@ case a module that returns nothing
--@ file mod.lua "x = 1"
package.path = "./?.lua"
print(require("mod"), package.loaded.mod)

--@ case a module that returns false
--@ file mod.lua "return false"
package.path = "./?.lua"
print(require("mod"), package.loaded.mod)
print(require("mod"))

--@ case a module that sets package.loaded
--@ file mod.lua "package.loaded[...] = 'set by itself'"
package.path = "./?.lua"
print(require("mod"))

--@ case a missing module
package.path = "./?.lua;./?/init.lua"
package.cpath = "./?.so"
print(pcall(require, "missing"))
print(pcall(require, "a.b.c"))
print(pcall(require))
print(pcall(require, {}))

--@ case a missing module without paths
package.path, package.cpath = "", ""
print(pcall(require, "missing"))

--@ case names with dots
package.path = "./?.lua"
package.cpath = ""
os.execute("mkdir -p a/b")
local f = io.open("a/b/c.lua", "w")
f:write("return table.concat({ ... }, ' ')")
f:close()
print(require("a.b.c"))

--@ case init.lua
package.path = "./?.lua;./?/init.lua"
os.execute("mkdir -p pack")
local f = io.open("pack/init.lua", "w")
f:write("return { ... }")
f:close()
print(table.unpack((require("pack"))))

--@ case the path decides the order
--@ file first.lua "return 'first'"
package.path = "./x_?.lua;./?.lua"
print(require("first"))
local f = io.open("x_second.lua", "w")
f:write("return 'prefixed'")
f:close()
print(require("second"))

--@ case a loop of modules
--@ file a.lua "local b = require('b') return { b = b }"
--@ file b.lua "local a = require('a') return { a = a }"
package.path = "./?.lua"
local ok, m = pcall(require, "a")
print(ok, (tostring(m):gsub("\n.*", "")))

--@ case a module that fails
--@ file mod.lua "error('not today')"
package.path = "./?.lua"
print(pcall(require, "mod"))
print(package.loaded.mod)
print(pcall(require, "mod"))

--@ case a module that fails with a table
--@ file mod.lua "error({})"
package.path = "./?.lua"
print(pcall(require, "mod"))

--@ case a module with a syntax error
--@ file mod.lua "return ="
package.path = "./?.lua"
print(pcall(require, "mod"))

--@ case preload
package.preload.made = function(...) print(...) return "preloaded" end
print(require("made"))
print(package.searchers[1]("made"))
print(package.searchers[1]("other"))

--@ case searchers
print(#package.searchers)
table.insert(package.searchers, 2, function(name) if name:find("^virtual") then return function(...) return { ... } end, "extra" end end)
print(table.unpack((require("virtual.one"))))
package.searchers[2] = function() return "\n\ta note of mine" end
package.path, package.cpath = "", "./?.so"
print(pcall(require, "nothing"))

--@ case searchers of libraries in C
print(#package.searchers)
package.path, package.cpath = "./?.lua", "./?.so;./lib?.so"
for place = 3, 4 do print(package.searchers[place]("nothing")) print(package.searchers[place]("a.b")) end
print(pcall(package.searchers[3]))
package.cpath = nil
print(pcall(require, "nothing"))
package.cpath = 5
print(pcall(require, "nothing"))

--@ case searchers that are no table
package.searchers = nil
print(pcall(require, "x"))

--@ case a searcher that fails
table.insert(package.searchers, 1, function() error("searcher broke", 0) end)
print(pcall(require, "x"))

--@ case a path that is no string
package.path = nil
print(pcall(require, "x"))
package.path = {}
print(pcall(require, "x"))

--@ case searchpath
--@ file here.lua ""
print(package.searchpath("here", "./?.lua"))
print(package.searchpath("gone", "./?.lua;/no/?.x"))
print(package.searchpath("a.b", "?;./?.q"))
print(package.searchpath("a.b", "?;./?.q", "", "/"))
print(package.searchpath("a-b", "./?.q", "-", "+"))
print(package.searchpath("x", ""))
print(package.searchpath("x", "no mark"))
print(pcall(package.searchpath, "x"))
print(package.searchpath("here", "?.lua;./?.lua"))

--@ case loadlib
print(package.loadlib("./none.so", "luaopen_none") == nil)
print(pcall(package.loadlib, "./none.so"))

--@ case package has what it should have
local names = {}
for name in pairs(package) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "))
print(package.config)
names = {}
for name in pairs(package.loaded) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "))
print(package.loaded._G == _G, package.loaded.string == string)

--@ case package.loaded replaced
package.path, package.cpath = "./?.lua", "./?.so"
local old = package.loaded
package.loaded = {}
print(require("string") == string)
package.loaded = old
package.loaded.string = nil
print(pcall(require, "string"))

--@ case LUA_PATH and its versions
--@ env LUA_PATH=./one/?.lua
print(package.path)

--@ case LUA_PATH_5_4 wins and keeps the default
--@ env LUA_PATH=./one/?.lua
--@ env LUA_PATH_5_4=./two/?.lua
print(package.path)
