--@ case floats as they print
for _, n in ipairs { 0.0, -0.0, 1.0, -1.5, 0.1, 1 / 3, 1e15, 1e16, 1e14, 123456789012345.0, 1e-4, 1e-5, 1e100, 1e300 * 1e10, -1e300 * 1e10, 2 ^ 53, 2 ^ 63, -(2 ^ 63), 5e-324, 1.7976931348623157e308, 3.14159265358979, 100.0, 1e2 } do print(n) end

--@ case integers as they print
print(0, -0, math.maxinteger, math.mininteger, math.maxinteger + 1 == math.mininteger, -math.mininteger == math.mininteger)

--@ case not a number
-- Its sign is the processor's choice.
local nan = 0 / 0
print(nan ~= nan, nan == nan, nan < nan, nan > 1, (tostring(nan):gsub("-", "")))
print((tostring(-nan):gsub("-", "")))
print(math.type(nan), math.tointeger(nan), (tostring(math.floor(nan)):gsub("-", "")))

--@ case division and remainder of integers
for _, p in ipairs { { 7, 3 }, { -7, 3 }, { 7, -3 }, { -7, -3 }, { math.mininteger, -1 }, { math.mininteger, 1 }, { 0, 5 }, { math.maxinteger, 2 } } do
  print(p[1] // p[2], p[1] % p[2], p[1] / p[2])
end

--@ case division and remainder of floats
local inf = math.huge
for _, p in ipairs { { 7.5, 2 }, { -7.5, 2 }, { 7.5, -2 }, { 1, 0.0 }, { -1, 0.0 }, { 5, inf }, { -5, inf }, { 5, -inf }, { 0.0, -1 }, { 1e308, 1e-308 }, { 5.3, 0.1 } } do
  print(p[1] // p[2], (tostring(p[1] % p[2]):gsub("%-nan", "nan")))
  print(p[1] / p[2])
end

--@ case powers
print(2 ^ 10, 2 ^ -1, 2 ^ 0.5, (-2) ^ 2, (-2) ^ 3, 0 ^ 0, 0.0 ^ -1, 10 ^ 308, 10 ^ 309, 2 ^ 1023, 2 ^ -1074)

--@ case shifts
for _, n in ipairs { 0, 1, 31, 32, 62, 63, 64, 65, -1, -63, -64, math.maxinteger, math.mininteger } do print(n, 1 << n, -1 >> n, 5 << n >> n) end

--@ case bits
print(5 & 3, 5 | 3, 5 ~ 3, ~5, 0xFF & ~0xF, 3.0 | 4, -1 & 0xFFFFFFFF, 1 << 63, ~0)
print(pcall(function() return 2 ^ 63 | 0 end))
print(pcall(function() return "1.5" | 0 end))
print(pcall(function() return "x" | 0 end))
print(pcall(load("return \"0x10\" | 0")))
local s, t = "0x10", "1e1"
print(pcall(function() return s | 0 end))
print(pcall(function() return ~t end))

--@ case comparison of integers with floats
print(1 == 1.0, math.maxinteger == math.maxinteger + 0.0, math.maxinteger < 2 ^ 63, math.maxinteger + 1.0 == 2 ^ 63, math.mininteger == -(2 ^ 63))
print(2 ^ 53 == 2 ^ 53 | 0, (2 ^ 53 | 0) + 1 == 2 ^ 53, (2 ^ 53 | 0) + 1 > 2 ^ 53, math.maxinteger > 9.2233720368547e18, 1 < 1.5, -1 > -1.5, 1 <= 0 / 0)

--@ case floats as keys
local t = {}
t[1.0] = "a"
t[2 ^ 53] = "b"
t[1.5] = "c"
print(t[1], t[1 << 53], t[1.5], next({ [3.0] = 1 }), math.type(next({ [3.0] = 1 })))
t[-0.0] = "zero"
print(t[0], t[0.0])

--@ case strings to numbers
for _, s in ipairs { "10", " 10 ", "10 x", "0x10", "-0x10", "1e1", "1E+1", ".5", "5.", ".", "", " ", "0x", "0x.8", "0x1p4", "0x1p-4", "1e", "1e+", "inf", "nan", "1_000", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "0xffffffffffffffffff", "1\0", "١", "1 2", "+5", "++5", "- 5", "0b1", "1f", "1e400", "1e-400", "\t\n5\v\f\r", "0x1.8", "1d" } do
  local n = tonumber(s)
  print(("%q"):format(s), n, math.type(n))
end

--@ case tonumber with a base
print(tonumber("ff", 16), tonumber("FF", 16), tonumber("z", 36), tonumber("Zz", 36), tonumber("777", 8), tonumber("101", 2), tonumber("102", 2))
print(tonumber("-ff", 16), tonumber(" 7 ", 8), tonumber("", 10), tonumber("1.5", 10), tonumber("0x10", 16), tonumber("7fffffffffffffff", 16), tonumber("ffffffffffffffff", 16), tonumber("1" .. ("0"):rep(70), 2))
print(pcall(tonumber, "1", 1))
print(pcall(tonumber, "1", 37))
print(pcall(tonumber, 1, 10))

--@ case tonumber of other values
print(tonumber(5), tonumber(5.5), tonumber(nil), tonumber(true), tonumber({}), tonumber(print))

--@ case arithmetic on strings
print("10" + 5, "10" * "2", "3" ^ "2", "7" // "2", "7.0" // 2, -"2", "0x10" + 0, "1e1" + 0, 10 .. 20, "5" % 3)
print(math.type("10" + 5), math.type("10" + 5.0), math.type("1e1" + 0), math.type(-"2"))
print(pcall(function() return "a" + 1 end))
print(pcall(function() return {} + 1 end))
print(pcall(function() return "9223372036854775808" + 0 end))

--@ case integer overflow wraps
print(math.maxinteger + 1, math.maxinteger * 2, math.mininteger - 1, -math.mininteger, math.abs(math.mininteger), math.maxinteger * math.maxinteger, 1 << 62 << 1)

--@ case conversions at the edge
print(math.tointeger(2 ^ 53), math.tointeger(2 ^ 63), math.tointeger(-(2 ^ 63)), math.tointeger(1.5), math.tointeger("8"), math.tointeger("x"), math.tointeger(3.0))
print(pcall(string.rep, "x", 1.5))
print(pcall(string.rep, "x", "2"))
print(pcall(string.rep, "x", 2.0))
print(string.rep("x", "2.0"))
print(1e15 | 0, pcall(function() return 1e300 | 0 end))

--@ case rounding of floats read and written
for _, s in ipairs { "0.1", "0.2", "0.3", "1.1", "2.675", "1e23", "9007199254740993", "123456.789e3", "4.35", "0.000001", "1.0000000000000002", "1.7976931348623158e308" } do
  print(s, ("%.17g"):format(tonumber(s)), ("%a"):format(tonumber(s)))
end

--@ case hexadecimal floats below the normal ones
print(("%a %a"):format(2.2250738585072011e-308, 5e-324))

--@ case sums of floats
print(0.1 + 0.2, 0.1 + 0.2 == 0.3, 1e16 + 1, 1e308 + 1e308, ("%.17g"):format(0.1 + 0.2), 3 * 0.1, 1 - 0.9)

--@ case floor and ceiling
for _, n in ipairs { 1.5, -1.5, 1, -1, 1e15, 2 ^ 60, 1e300, -0.5, 0.5, 2 ^ 63, -(2 ^ 63) } do print(n, math.floor(n), math.ceil(n), math.fmod(n, 3), math.modf(n)) end

--@ case concatenation of numbers
print(1 .. "", 1.0 .. "", -0.0 .. "", 1e100 .. "", 2 ^ 63 .. "", math.mininteger .. "", 1e15 .. "", 1e14 .. "")
