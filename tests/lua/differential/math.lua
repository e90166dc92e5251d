--@ case functions
for _, n in ipairs { 0, 1, -1, 0.5, -0.5, 2, 10, 100, 1e10, -1e10, math.pi } do
  print(n, math.abs(n), math.ceil(n), math.floor(n), ("%.14g"):format(math.exp(n)), ("%.14g"):format(math.sin(n)), ("%.14g"):format(math.cos(n)), ("%.12g"):format(math.tan(n)), math.ult(n // 1 | 0, 1))
end

--@ case roots and logarithms
for _, n in ipairs { 0.5, 1, 2, 8, 10, 100, 1000, 1024, 1e300 } do print(n, math.sqrt(n), ("%.14g"):format(math.log(n)), math.log(n, 2), math.log(n, 10), ("%.14g"):format(math.log(n, 3))) end
print(math.log(0), math.sqrt(0), math.log(1, 1) ~= math.log(1, 1), math.exp(710), math.exp(-750))

--@ case arcs
for _, n in ipairs { -1, -0.5, 0, 0.5, 1 } do print(n, ("%.13g %.13g %.13g"):format(math.asin(n), math.acos(n), math.atan(n))) end
for _, p in ipairs { { 0, 1 }, { 1, 0 }, { 0, -1 }, { -1, 0 }, { 1, 1 }, { -1, -1 }, { 0.0, -0.0 }, { -0.0, -0.0 }, { math.huge, math.huge } } do print(("%.14g"):format(math.atan(p[1], p[2]))) end

--@ case angles
print(math.deg(math.pi), math.rad(180), math.deg(1), math.rad(1), math.pi)

--@ case fmod and modf
for _, p in ipairs { { 7, 3 }, { -7, 3 }, { 7, -3 }, { 7.5, 2 }, { -7.5, 2 }, { math.mininteger, -1 }, { 5, math.huge }, { 1e300, 7 } } do print(math.fmod(p[1], p[2])) end
print(pcall(math.fmod, 1, 0))
print((tostring(math.fmod(1, 0.0)):gsub("-", "")))
for _, n in ipairs { 3.7, -3.7, 5, -0.0, math.huge, -math.huge, 1e100 } do print(math.modf(n)) end

--@ case min and max
print(math.max(1, 2.5, -1), math.min(1, 2.5, -1), math.max(1), math.max(1, 1.0), math.max(1.0, 1), math.min(0, -0.0), math.max(math.mininteger, -math.huge))
print(pcall(math.max))
print(pcall(math.min, "x"))
print(pcall(math.max, "10", 9))
print(math.type(math.max(2, 3.0)))

--@ case type and tointeger
print(math.type(1), math.type(1.0), math.type("1"), math.type(nil), pcall(math.type))
print(math.tointeger(3.0), math.tointeger(3.5), math.tointeger("3"), math.tointeger({}), math.tointeger(2 ^ 63))

--@ case ult
print(math.ult(1, 2), math.ult(-1, 2), math.ult(2, -1), math.ult(math.mininteger, math.maxinteger))
print(pcall(math.ult, 1.5, 2))

--@ case random with a seed, floats
math.randomseed(42)
for i = 1, 5 do print(("%.17g"):format(math.random())) end

--@ case random with a seed, integers
math.randomseed(123, 456)
for i = 1, 5 do print(math.random(0), math.random(10), math.random(-5, 5), math.random(math.mininteger, math.maxinteger), math.random(1 << 40)) end

--@ case random with a float as the seed
math.randomseed(1.0)
print(math.random(1000000))
print(pcall(math.randomseed, 1.5))
print(math.random(1000000))

--@ case random of impossible ranges
print(pcall(math.random, 2, 1))
print(pcall(math.random, 0.5))
print(pcall(math.random, 1, 2, 3))
print(pcall(math.random, "x"))

--@ case random without a seed

math.randomseed()
print(math.random(0) ~= math.random(0), math.random() < 1, math.random(3) <= 3)

--@ case random is even
math.randomseed(7)
local counts = {}
for i = 1, 10000 do local n = math.random(4) counts[n] = (counts[n] or 0) + 1 end
print(table.concat(counts, " "))

--@ case constants
print(math.pi, math.huge, -math.huge, math.maxinteger, math.mininteger)
local names = {}
for name in pairs(math) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "))

--@ case what Lua 5.3 still had
print(math.pow(2, 0.5), math.pow(-2, 3), math.pow("4", 2), math.pow(0, 0), math.log10(1000), math.log10("100"), math.log10(0), math.atan2 == math.atan)
for _, n in ipairs { 0.0, -0.0, 1, -1, 8, 0.1, 1e308, 5e-324, -1e-310, math.huge, -math.huge, 2 ^ 53, 1 << 62 } do print(n, math.frexp(n)) print(math.ldexp(n, 3), math.ldexp(n, -3), math.ldexp(n, 2000), math.ldexp(n, -1060)) end
print(math.ldexp(3, "4"), math.ldexp(1, 1 << 40), math.ldexp(1, math.mininteger), math.ldexp(1, 2.0))
for _, n in ipairs { 0.0, -0.0, 1, -1, 0.1, -0.25, 1e-9, 5e-324, 3, 20, 22, 36, 709, 710, 711, -711, 1e308, math.huge, -math.huge } do print(n, ("%.14g %.14g %.14g"):format(math.cosh(n), math.sinh(n), math.tanh(n))) end
for _, f in ipairs { math.cosh, math.sinh, math.tanh } do print(tostring(f(0 / 0)), tostring(f(-(0 / 0)))) end

--@ case what Lua 5.3 still had, of random numbers
math.randomseed(11)
for i = 1, 200 do
  local x = (math.random() * 2 - 1) * 10 ^ math.random(-12, 2)
  local y = (math.random() * 2 - 1) * 10 ^ math.random(-3, 1)
  print(("%.13g %.13g %.13g %.13g %.13g"):format(math.cosh(x), math.sinh(x), math.tanh(x), math.pow(math.abs(x), y), math.log10(math.abs(x))))
  print(("%.17g %d"):format(math.frexp(x)), math.ldexp(x, math.random(-40, 40)))
end

--@ case wrong arguments of what Lua 5.3 still had
for _, name in ipairs { "pow", "ldexp", "frexp", "log10", "cosh", "sinh", "tanh" } do
  local f = math[name]
  print(pcall(f))
  print(pcall(f, nil))
  print(pcall(f, {}, "x"))
  print(pcall(f, "x", 1))
  print(pcall(f, 1, {}))
  print(select(2, pcall(function() math[name](true) end)))
end
print(pcall(math.ldexp, 1, 1.5))
print(pcall(math.ldexp, 1, "1e300"))
print(coroutine.wrap(function() return pcall(math.pow, 2) end)())

--@ case rounding of integers that are floats
print(math.floor(2 ^ 31 + 0.5), math.ceil(-2 ^ 31 - 0.5), math.floor(-3.5), math.ceil(-3.5), math.floor(1e308), math.ceil(1e308))
print(math.abs(math.mininteger), math.abs(-0.0), math.abs(-5), math.abs("-5"))
