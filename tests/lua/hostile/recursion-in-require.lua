--@ status 1
--@ stderr stack overflow
package.searchers = { function(name) return function() return require(name .. "x") end end }
require("x")
