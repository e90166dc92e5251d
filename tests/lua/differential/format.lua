--@ case integers
for _, f in ipairs { "%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%.3d", "%8.3d", "%-8.3d|", "%i", "%x", "%X", "%#x", "%o", "%#o", "%u" } do
  print(f, pcall(string.format, f, 42))
  print(pcall(string.format, f, -42))
end

--@ case integers at their limits
print(("%d %d"):format(math.maxinteger, math.mininteger))
print(("%x %X %o"):format(-1, math.mininteger, -1))
print(("%d %d %d"):format("10", 3.0, "0x10"))
print(pcall(string.format, "%d", 1.5))
print(pcall(string.format, "%d", "1.5"))
print(pcall(string.format, "%d", 2 ^ 63))
print(pcall(string.format, "%d", 0 / 0))
print(pcall(string.format, "%d", {}))

--@ case floats
for _, f in ipairs { "%f", "%.0f", "%.1f", "%10.3f|", "%-10.3f|", "%+.2f", "%e", "%.0e", "%E", "%g", "%G", "%.3g", "%#g", "%#.0f", "%a", "%A", "%.2a", "%010.2f", "% f" } do
  for _, n in ipairs { 0.0, -0.0, 3.14159, -1e10, 1e-10, 123456789.0, 2.5, 0.5 } do io.write(f, " ", n, " ", f:format(n), "\n") end
end

--@ case floats that are special
for _, f in ipairs { "%f", "%F", "%5.1f", "%e", "%g", "%a", "%05f", "%+f", "%d" } do
  print(f, pcall(string.format, f, math.huge))
  print(pcall(string.format, f, -math.huge))
end

--@ case large and small floats
print(("%.99f"):format(1 / 3))
print(("%.0f"):format(1e300))
print(("%f"):format(-1.7976931348623157e308))
print(("%.20e"):format(5e-324))
print(("%.17g"):format(0.1), ("%.15g"):format(0.1), ("%.14g"):format(1e14))

--@ case rounding to even
for _, n in ipairs { 0.5, 1.5, 2.5, 3.5, 0.125, 0.375, 2.675, 1.005, 1e15 + 0.5 } do io.write(("%.0f %.1f %.2f\n"):format(n, n, n)) end

--@ case integers given to float conversions
print(("%f %g %e %a %.3f"):format(1, 1 << 53, 255, 1, math.maxinteger))

--@ case strings
print(("%s|%5s|%-5s|%.2s|%5.1s|"):format("abc", "abc", "abc", "abc", "abc"))
print(("%s %s %s %s"):format(nil, true, 1, 1.5))
print((("%s"):format({}):gsub("0x%x+", "")))
print(("%s"):format(setmetatable({}, { __tostring = function() return "shown" end })))
print(pcall(string.format, "%s", setmetatable({}, { __tostring = function() return 1 end })))
print(#("%s"):format(("x"):rep(1000)), #("%.20s"):format(("x"):rep(1000)))
print(#("%s"):format("a\0b"), pcall(string.format, "%5s", "a\0b"))
print(#("%s%s"):format("\0", "\0"))
print(#("%-99s"):format("x"), ("%10s|"):format("äö"))

--@ case characters
print(("%c%c%c"):format(72, 105, 0x21), #("%c"):format(0), ("%5c|%-5c|"):format(65, 66))
print(pcall(string.format, "%c", "x"))
print(("%c"):format(256 + 65))

--@ case quoted
print(("%q"):format("plain"))
print(("%q"):format("a\nb\"c\\d\0e\r\tf\1272\200"))
print(("%q"):format("\0001\0002\0a"))
print(("%q %q %q"):format(1, -1, math.mininteger))
print(("%q %q %q"):format(1.5, 1e100, 0.1))
print(("%q %q"):format(math.huge, -math.huge))
print(("%q"):format(0 / 0))
print(("%q %q %q"):format(nil, true, false))
print(pcall(string.format, "%q", {}))
print(pcall(string.format, "%10q", "x"))
print(load("return " .. ("%q"):format("round\ntrip\0"))() == "round\ntrip\0")

--@ case pointers
print(("%p"):format(1), ("%p"):format("x") ~= "(null)", ("%p"):format(nil), ("%p"):format(true))
local t = {}
print(("%p"):format(t) == ("%p"):format(t), ("%p"):format(t) ~= ("%p"):format({}), ("%p"):format(print):match("^0x%x+$") ~= nil)
print(("%20p"):format(nil), ("%-10p|"):format(nil))

--@ case percent
print(("%%"):format(), ("100%%"):format(), ("%5%"):len() == nil or pcall(string.format, "%5%"))

--@ case conversions that are none
for _, f in ipairs { "%", "%y", "%ll", "%ld", "%hd", "%n", "%v", "%123d", "%.123d", "%1234.1d", "%--------d", "%#d", "% s", "%0s", "%+s", "%#s", "%.q", "%0c", "%.3c", "%#q", "%5", "%-", "%.", "%\0d", "%D", "%L", "%é", "%*d", "%.*f", "%1$d", "%+x", "% x", "%+c", "%.3p", "%99d", "%.99d", "%100d", "%0q" } do
  local ok, m = pcall(string.format, f, 1, 2)
  print((f:gsub("\0", "\\0")), ok, (m:gsub("\0", "\\0")))
end

--@ case arguments that are missing or left over
print(pcall(string.format, "%d"))
print(pcall(string.format, "%s %s", 1))
print(pcall(string.format))
print(pcall(string.format, nil))
print(pcall(string.format, 5))
print(pcall(string.format, "no conversions", 1, 2))
print(pcall(string.format, "%s", nil))
print(pcall(string.format, "%s"))

--@ case many conversions
local args = {}
for i = 1, 200 do args[i] = i end
print((("%d "):rep(200)):format(table.unpack(args)))
