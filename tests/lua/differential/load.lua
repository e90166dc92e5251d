--@ case text
print(load("return 1 + 1")())
print(load("syntax error here"))
print(load("return ...", "name")(7, 8))
print(load("x = 1; return x", "n", "t", {})())
print(load("return y", "n", "t", { y = "env" })(), y)

--@ case functions as readers
local parts = { "return ", "1", " + ", "2", "" }
local i = 0
print(load(function() i = i + 1 return parts[i] end)())
print(load(function() return nil end))
print(load(function() return {} end))
print(load(function() error("broken", 0) end))
print(load(function() error({}) end))
local n = 0
print(load(function() n = n + 1 if n <= 5000 then return "local a = 1 " end end) == nil)

--@ case modes
local binary = string.dump(function() return "binary" end)
print(load(binary, "b", "b")())
print(load(binary, "b", "t"))
print(load("return 'text'", "t", "t")())
print(load("return 'text'", "t", "b"))
print(load(binary, "b", "bt")(), load("return 1", "x", "bt")())
print(pcall(load, "return 1", "x", "q"))

--@ case binary chunks that are cut
local binary = string.dump(function(a) local t = { a, "x", 1.5 } return function() return t, a end end)
local bad = 0
for i = 1, #binary - 1 do
  local f, m = load(binary:sub(1, i), "=cut", "b")
  if f then bad = bad + 1 elseif not m:find("truncated") then print(i, m) end
end
print(bad)

--@ case binary chunks with a wrong head
local binary = string.dump(function() end)
for _, at in ipairs { 1, 2, 5, 6, 7, 12 } do
  local wrong = binary:sub(1, at - 1) .. "\x7e" .. binary:sub(at + 1)
  print(at, load(wrong, "=wrong", "b"))
end

--@ case string.dump
local function f(a, b) local c = a + b; return c, debug.getinfo(1, "l").currentline end
print(load(string.dump(f))(1, 2))
print(load(string.dump(f, true))(1, 2))
print(pcall(string.dump, print))
print(pcall(string.dump))
print(#string.dump(f) > #string.dump(f, true))
local up = 5
local function g() return up end
print(pcall(load(string.dump(g))))

--@ case upvalues of a loaded function
local f = load("local a = ...; return function() a = (a or 0) + 1; return a end")
local c1, c2 = f(10), f()
print(c1(), c1(), c2(), debug.getupvalue(f, 1))

--@ case loadstring and unpack are gone
print(loadstring, unpack, setfenv, getfenv, table.getn, string.gfind, table.maxn, bit32)

--@ case loadfile
--@ file good.lua "return ..., 'good'"
--@ file bad.lua "x ="
--@ file hash.lua "#!/usr/bin/env lua\nreturn 'hash'"
--@ file bom.lua "\u00ef\u00bb\u00bfreturn 'bom'"
--@ file bomhash.lua "\u00ef\u00bb\u00bf#line\nreturn debug.getinfo(1, 'l').currentline"
print(loadfile("good.lua")(1))
print(loadfile("bad.lua"))
print(loadfile("missing.lua"))
print(loadfile("hash.lua")(), loadfile("bom.lua")(), loadfile("bomhash.lua")())
print(loadfile("good.lua", "b"))
print(loadfile("good.lua", "t", {})(2))
print(loadfile("."))

--@ case loadfile of binary
local f = io.open("bin.luac", "wb")
f:write(string.dump(function(...) return "from binary", ... end))
f:close()
print(loadfile("bin.luac")(1))
print(loadfile("bin.luac", "t"))
f = io.open("hashbin.luac", "wb")
f:write("# comment\n", string.dump(function() return "after a comment" end))
f:close()
print(loadfile("hashbin.luac")())

--@ case loadfile of stdin
--@ stdin "return 'typed', ..."
print(loadfile()(3))

--@ case dofile
--@ file good.lua "x = 5 return 'a', 'b'"
--@ file fail.lua "error('failed')"
print(dofile("good.lua"))
print(x)
print(pcall(dofile, "fail.lua"))
print(pcall(dofile, "missing.lua"))
print(pcall(dofile, "."))

--@ case dofile of stdin
--@ stdin "print('typed') return 1, 2"
print(dofile())

--@ case a chunk with many constants
local t = { "return {" }
for i = 1, 70000 do t[#t + 1] = ("%d.5,"):format(i) end
t[#t + 1] = "}"
local r = load(table.concat(t))()
print(#r, r[1], r[70000])

--@ case a chunk of many lines
local s = ("\n"):rep(100000) .. "error('far down')"
print(pcall(load(s, "=lines")))

--@ case arguments of the script
--@ args ["one", "", "three words", "naïve", "-x", "--"]
print(select("#", ...), ...)
print(#arg, arg[1], arg[2], arg[3], arg[4], arg[5], arg[6], arg[7])

--@ case the names of the script
--@ args ["x"]
print(arg[0], debug.getinfo(1, "S").source, debug.getinfo(1, "S").short_src)

--@ case the interpreter before the script
print(arg[-1] ~= nil)

--@ case a script that begins with a hash line
print(debug.getinfo(1, "l").currentline)

--@ case globals are what they should be
local names = {}
for name in pairs(_G) do if name ~= "main" then names[#names + 1] = name end end
table.sort(names)
print(table.concat(names, " "), _VERSION)
