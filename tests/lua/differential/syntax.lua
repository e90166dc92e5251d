--@ case goto continue
for i = 1, 5 do
  if i % 2 == 0 then goto continue end
  io.write(i, " ")
  ::continue::
end
print()

--@ case goto backwards with closures
local fs = {}
local i = 1
::top::
do
  local x = i
  fs[#fs + 1] = function() return x end
end
i = i + 1
if i <= 3 then goto top end
for _, f in ipairs(fs) do io.write(f(), " ") end
print()

--@ case nested loops with goto
for i = 1, 3 do
  for j = 1, 3 do
    if i * j == 4 then goto done end
    io.write(i * j, " ")
  end
end
::done::
print()

--@ case syntax errors by load
for _, s in ipairs {
  "x =", "for", "for i", "for i = 1", "if x", "if x then else else end", "while", "repeat", "function", "function f(", "function f(a,", "return return",
  "local function", "local x <foo> = 1", "local x <const>", "x <const> = 1", "goto", "goto x", "::a:: ::a::", "break", "::x", "a.b:c = 1",
  "x = }", "x = {1, 2", "x = 'abc", "x = \"a\\q\"", "x = '\\300'", "x = '\\x1'", "x = '\\u{110000000}'", "x = '\\u{}'", "x = '\\u123'", "x = [[abc", "x = [==[abc]]",
  "--[[ open", "x = 0x", "x = 1e", "x = 3x", "x = 1..2", "x = 0xep1", "x = .e1", "f() = 1", "(f)", "f", "x, y", "x, y() = 1", "local x, y.z", "and", "x = not",
  "return ...; function f() return ... end", "x = a.1", "x = a.'b'", "x = #", "x = ~", "x ~= 1", "x += 1", "x != 1", "@", "$x", "`x`", "x = \1", "é = 1",
  "do local x <close>, y <close> = 1 end", "return 1,", "{}", "x = function", "end", "until x", "local x = 5 6", "x = 1 y = 2 z", "if 1 then", "f(", "f(1,", "f{", "f''x",
} do print((select(2, load(s)))) end

--@ case syntax errors with a chunk name
print(load("x =", "=name"))
print(load("x =", "@file.lua"))
print(load("x =\n\n+", "text of the chunk"))
print(load("x = ]]", "one\ntwo"))

--@ case limits of the compiler
local function try(s)
  local f, message = load(s)
  return (tostring(f and "compiles" or message):sub(1, 100))
end
local names = {}
for i = 1, 201 do names[i] = "a" .. i end
print(try("local " .. table.concat(names, ",")))
print(try("local " .. table.concat(names, ",", 1, 200)))
local many = {}
for i = 1, 256 do many[i] = "local u" .. i .. " = 1" end
print(try(("("):rep(300) .. "1" .. (")"):rep(300)))
print(try("x = " .. ("{"):rep(300) .. ("}"):rep(300)))
print(try(("do "):rep(300) .. ("end "):rep(300)))
print(try("return " .. ("-"):rep(300) .. "1"))
print(try("return " .. ("not "):rep(300) .. "1"))
print(try("return " .. ("1 .. "):rep(300) .. "1"))
print(try("local function f() return " .. ("f("):rep(260) .. (")"):rep(260) .. " end"))
local up = {}
for i = 1, 256 do up[i] = "local v" .. i .. ";" if i % 150 == 0 then up[i] = up[i] .. " local function g" .. i .. "() " end end
print(try("local x = " .. ("a"):rep(70000)))

--@ case strings with every escape
print("\a\b\f\n\r\t\v\\\"\'" == string.char(7, 8, 12, 10, 13, 9, 11, 92, 34, 39))
print("\65\066\x43\u{44}\u{20AC}\z
       joined", "a\
b")
print(#"\u{7FFFFFFF}", #"\u{0}", "\0" == "\x00")

--@ case long strings
print([[
first newline dropped]], [==[a]]b]=]c]==], #[[

]])

--@ case line ends of every kind
print(load("return [[a\r\nb\rc\n\rd]]")() == "a\nb\nc\nd")
print(load("x = 1\r\ny = \r\n = 2"))
print(load("x = 1\ry = \r = 2"))

--@ case comments
--[==[ long
]] still ]==] print("after a long comment") -- short
--[[one]] print("same line")
print(#--[[inside]]"abc")

--@ case numerals
print(0x10, 0xA.8p0, 0x.1p4, 1e2, .5, 5., 3e-2, 0x1p-2, 0xffffffffffffffff, 0x1ffffffffffffffff, 1e309, 9223372036854775807, 9223372036854775808)
print(1 // 1 | 0, 0xap1, 100000000000000000000, 0x7fffffffffffffff + 1)

--@ case precedence
print(2 ^ 3 ^ 2, -2 ^ 2, not nil == true, 1 .. 2 .. 3, 1 + 2 << 1, 5 & 3 | 8, 6 ~ 3, ~0 >> 60, "a" < "b" == true, -3 % 5, 2 ^ -1)
print(1 < 2 and 2 < 3 or false, nil and 1, false or nil, 1 and 2, not 1 == 2)

--@ case multiple assignment
local a, b, c = (function() return 1, 2, 3 end)()
print(a, b, c)
a, b = b, a
print(a, b)
local t = { (function() return 1, 2 end)(), (function() return 1, 2 end)() }
print(#t, (select("#", (function() end)())))
local i = 1
i, t[i] = i + 1, 20
print(i, t[1], t[2])

--@ case varargs
local function f(...) return select("#", ...), (...), ... end
print(f())
print(f(nil, nil))
print((f(1, 2, 3)))
print(table.pack(f(1, 2)).n, #{ f(1, 2) })

--@ case attribs
local x <const> = 5
local y <close> = nil
local z <close> = false
print(x, y, z)
print(load("local x <const> = 1; local function f() x = 2 end"))
print(load("local x <close> = nil; x = 1"))

--@ case close order and values
do
  local function c(n) return setmetatable({}, { __close = function(_, e) print("close", n, e) end }) end
  local a <close> = c("a")
  local b <close> = c("b")
  local function f()
    local d <close> = c("d")
    return "returned"
  end
  print(f())
end
for i = 1, 2 do
  local x <close> = setmetatable({}, { __close = function() io.write("loop ", i, "\n") end })
  if i == 1 then goto next end
  ::next::
end

--@ case the fourth value of a generic for is closed
local closing = setmetatable({}, { __close = function() print("closed") end })
local function iter(_, i) if i < 3 then return i + 1 end end
for i in iter, nil, 0, closing do io.write(i, " ") end
for i in iter, nil, 0, closing do break end
print(pcall(function() for i in iter, nil, 0, closing do error("x", 0) end end))

--@ case integer loops at their limits
for i = math.maxinteger - 2, math.maxinteger do io.write(i, " ") end
print()
for i = math.mininteger + 2, math.mininteger, -1 do io.write(i, " ") end
print()
for i = 1, 0 do print("never") end
for i = 1, math.huge do if i > 3 then break end io.write(i, " ") end
for i = 1.0, 2, 0.25 do io.write(i, " ") end
for i = 3, 1 do print("never") end
print()
for i = 1, 3.7 do io.write(i, " ") end
for i = -1, -math.huge, -1 do if i < -3 then break end io.write(i, " ") end
print()

--@ case a method call on a literal
print(("%d"):format(5), #"abc", ("x"):rep(3), ({ 1, 2 })[2], (function(...) return ... end)(9))

--@ case semicolons and empty statements
;;; local a = 1; ; print(a);

--@ case _ENV as a local
local print = print
do
  local _ENV = { x = 5 }
  print(x, y)
  z = 6
  print(_ENV.z)
end
local function sandbox(_ENV) return x end
print(sandbox({ x = "in the box" }))
print(pcall(load("local _ENV = nil; x = 1")))
print(pcall(load("local _ENV <const> = {}; return x.y")))
