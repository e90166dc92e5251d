--@ case char and codepoint
print(utf8.char(), utf8.char(72, 228, 8364, 0x1F600), #utf8.char(0), #utf8.char(0x7FFFFFFF), #utf8.char(0x10FFFF, 0xD800))
print(utf8.codepoint("hä€😀", 1, -1))
print(utf8.codepoint("abc"), utf8.codepoint("abc", -1), select("#", utf8.codepoint("abc", 3, 2)))
print(pcall(utf8.codepoint, "abc", 4))
print(pcall(utf8.codepoint, "abc", 1, 4))
print(pcall(utf8.codepoint, "ä", 2))
print(pcall(utf8.char, 0x80000000))
print(pcall(utf8.char, "x"))

--@ case len
print(utf8.len(""), utf8.len("häß"), utf8.len("häß", 2), utf8.len("häß", -2), utf8.len("abc", 4), utf8.len("abc", 2, 2))
print(utf8.len("a\xffb"))
print(utf8.len("\xe4"))
print(pcall(utf8.len, "abc", 5))
print(pcall(utf8.len, "abc", 1, 4))
print(utf8.len("ä", 2))

--@ case invalid sequences
for _, s in ipairs { "\xc0\x80", "\xe0\x80\x80", "\xf0\x80\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xfc\x84\x80\x80\x80\x80", "\xfe", "\xff", "\x80", "\xc3", "\xc3\x28", "\xe2\x82", "a\x80" } do
  print(#s, utf8.len(s))
  print(pcall(utf8.codepoint, s, 1, -1))
end

--@ case lax mode
print(utf8.len("\u{7FFFFFFF}", 1, -1, true), utf8.codepoint("\u{7FFFFFFF}", 1, 1, true), utf8.len("\u{D800}", 1, -1, true))
print(utf8.len("\u{7FFFFFFF}"))
print(pcall(utf8.codepoint, "\u{110000}"))
for p, c in utf8.codes("\u{200000}a", true) do print(p, c) end
print(pcall(function() for p, c in utf8.codes("\u{200000}a") do print(p, c) end end))

--@ case offset
local s = "hä€😀x"
for i = -6, 6 do print(i, utf8.offset(s, i)) end
print(utf8.offset(s, 1, 2), utf8.offset(s, 0, 5), utf8.offset(s, 0, #s + 1), utf8.offset(s, 2, 4), utf8.offset("", 1), utf8.offset("", 0), utf8.offset("a", 3))
print(pcall(utf8.offset, s, 1, 3))
print(pcall(utf8.offset, s, 1, 20))
print(pcall(utf8.offset, s, -1, 3))

--@ case codes
for p, c in utf8.codes("aä€") do print(p, c) end
print(pcall(function() for p, c in utf8.codes("a\xffb") do print(p, c) end end))
print(pcall(function() for p, c in utf8.codes("a\xe4") do print(p, c) end end))
print(pcall(utf8.codes))

--@ case the pattern of one character
print((utf8.charpattern:gsub("[^%w%[%]%-%*]", function(c) return ("<%d>"):format(c:byte()) end)))
for c in ("aä€😀"):gmatch(utf8.charpattern) do io.write(#c, " ") end
print()

--@ case utf8 has what it should have
local names = {}
for name in pairs(utf8) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "))
