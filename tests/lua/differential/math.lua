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
local old = { atan2 = true, cosh = true, frexp = true, ldexp = true, log10 = true, pow = true, sinh = true, tanh = true }
for name in pairs(math) do if not old[name] then names[#names + 1] = name end end
table.sort(names)
print(table.concat(names, " "))

--@ case what Lua 5.3 still had
print(math.pow, math.log10, math.ldexp)

--@ case rounding of integers that are floats
print(math.floor(2 ^ 31 + 0.5), math.ceil(-2 ^ 31 - 0.5), math.floor(-3.5), math.ceil(-3.5), math.floor(1e308), math.ceil(1e308))
print(math.abs(math.mininteger), math.abs(-0.0), math.abs(-5), math.abs("-5"))
