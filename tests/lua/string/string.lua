local check = require("check")
local that, equal, fails, returns = check.that, check.equal, check.fails, check.returns

that("string.byte and string.char are inverse", function()
  local all = {}
  for i = 0, 255 do all[i + 1] = i end
  local bytes = string.char(table.unpack(all))
  equal(#bytes, 256)
  check.list({ bytes:byte(1, -1) }, table.unpack(all))
  fails("out of range", string.char, 256)
end)

that("copies of every length hold every byte", function()
  local bytes = {}
  for i = 1, 80 do bytes[i] = (i * 37) % 256 end
  local source = string.char(table.unpack(bytes))
  for length = 0, 70 do
    local at = length % 9 + 1
    local part = source:sub(at, at + length - 1)
    check.list({ (part .. "|" .. part):byte(length + 2, -1) }, table.unpack(bytes, at, at + length - 1))
    local copies = part:rep(3, "-")
    equal(#copies, 3 * length + 2)
    equal(copies, table.concat({ part, part, part }, "-"))
    check.list({ copies:byte(-length - 1, -1) }, 45, table.unpack(bytes, at, at + length - 1))
  end
  for _, length in ipairs { 255, 256, 511, 512, 2047, 2048, 2049, 4097, 65537 } do
    local long = source:rep(length // 80 + 1):sub(1, length)
    for i = 1, length, 97 do equal(long:byte(i), bytes[(i - 1) % 80 + 1]) end
    equal(long:byte(-1), bytes[(length - 1) % 80 + 1])
  end
end)

that("string.dump gives a chunk that load takes", function()
  equal(load(string.dump(function(a) return a * 2 end))(21), 42)
  equal(load(string.dump(function(a) return a * 2 end, true), "s", "b")(21), 42)
  fails("unable to dump", string.dump, print)
end)

that("string.find takes patterns, plain text and positions", function()
  returns(table.pack(("hello"):find("l+")), 3, 4)
  returns(table.pack(("a.b"):find(".", 2, true)), 2, 2)
  returns(table.pack(("key=val"):find("(%w+)=(%w+)")), 1, 7, "key", "val")
  equal(("abc"):find("d"), nil)
  equal(("abc"):find("", 4), 4)
  equal(("abc"):find("", 5), nil)
end)

that("string.format has C's conversions", function()
  equal(("%5d|%-5d|%05d|%+d"):format(42, 42, 42, 42), "   42|42   |00042|+42")
  equal(("%x %X %#x %o"):format(255, 255, 255, 8), "ff FF 0xff 10")
  equal(("%.3f %e %g %a"):format(1.5, 1.5, 1e20, 1), "1.500 1.500000e+00 1e+20 0x1p+0")
  equal(("%s %10.2s|%q"):format("x", "abc", 'a"\n'), 'x         ab|"a\\"\\\n"')
  equal(("%c%c %%"):format(72, 105), "Hi %")
  equal(("%i"):format(3.0), "3")
  fails("no integer representation", string.format, "%d", 1.5)
  fails("invalid conversion", string.format, "%y", 1)
end)

that("string.gmatch gives every match", function()
  local seen = {}
  for k, v in ("a=1, b=2"):gmatch("(%w)=(%w)") do seen[#seen + 1] = k .. v end
  check.list(seen, "a1", "b2")
  local empties = 0
  for _ in ("abc"):gmatch("") do empties = empties + 1 end
  equal(empties, 4)
end)

that("string.gsub replaces by text, table and function", function()
  returns(table.pack(("hello"):gsub("l", "L")), "heLLo", 2)
  returns(table.pack(("abc"):gsub("%w", "%0%0", 2)), "aabbc", 2)
  equal((("$a $b"):gsub("%$(%w)", { a = 1 })), "1 $b")
  equal((("abc"):gsub("b", function() return false end)), "abc")
  fails("invalid capture index", string.gsub, "x", "x", "%2")
  fails("invalid use of '%%'", string.gsub, "x", "x", "%")
end)

that("string.len counts bytes", function()
  equal(#"a\0b", 3)
  equal(("ä"):len(), 2)
end)

that("string.lower and string.upper change ASCII letters", function()
  equal(("MiXed1"):lower(), "mixed1")
  equal(("MiXed1"):upper(), "MIXED1")
end)

that("string.match has classes, sets, anchors, balance and frontiers", function()
  returns(table.pack(("2024-02-29"):match("^(%d+)-(%d+)-(%d+)$")), "2024", "02", "29")
  equal(("f(a(b)c)d"):match("%b()"), "(a(b)c)")
  equal(("THE (quick) fox"):match("%f[%a]%l+"), "quick")
  equal(("x]y"):match("[]]"), "]")
  returns(table.pack(("abc"):match("()b()")), 2, 3)
  equal(("'a'"):match("(['\"]).-%1"), "'")
  fails("malformed pattern", string.match, "x", "[a")
  fails("unfinished capture", string.match, "x", "(x")
end)

that("string.pack, string.packsize and string.unpack lay out bytes", function()
  equal(string.pack(">I2 <I2 z s1", 1, 1, "ab", "cd"), "\0\1\1\0ab\0\2cd")
  returns(table.pack(string.unpack(">I2 <I2 z s1", "\0\1\1\0ab\0\2cd")), 1, 1, "ab", "cd", 11)
  equal(string.packsize("!8 b d"), 16)
  returns(table.pack(string.unpack("<i3", "\255\255\255")), -1, 4)
  returns(table.pack(string.unpack("<d", string.pack("<d", 0.1))), 0.1, 9)
  fails("overflow", string.pack, "b", 200)
  fails("too short", string.unpack, "i4", "abc")
  fails("variable", string.packsize, "z")
end)

that("string.rep repeats with a separator", function()
  equal(("ab"):rep(3, ","), "ab,ab,ab")
  equal(("x"):rep(0), "")
  equal(#("x"):rep(1000000), 1000000)
  fails("resulting string too large", string.rep, "xx", math.maxinteger)
end)

that("string.reverse turns bytes around", function() equal(("abc\0"):reverse(), "\0cba") end)

that("string.sub clips", function()
  equal(("hello"):sub(2, -2), "ell")
  equal(("hello"):sub(-3), "llo")
  equal(("hello"):sub(-100, 100), "hello")
  equal(("hello"):sub(4, 2), "")
end)

that("strings compare byte by byte", function()
  equal("a" < "b" and "Z" < "a" and "a\0a" < "a\0b" and "" < "a", true)
  equal("10" + 5, 15)
  equal(10 .. 20, "1020")
end)
