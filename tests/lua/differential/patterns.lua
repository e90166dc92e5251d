--@ case classes over every byte
for _, c in ipairs { "%a", "%c", "%d", "%g", "%l", "%p", "%s", "%u", "%w", "%x", "%A", "%C", "%D", "%G", "%L", "%P", "%S", "%U", "%W", "%X", "." } do
  local n, sum = 0, 0
  for b = 0, 255 do if string.char(b):find(c) then n, sum = n + 1, sum + b end end
  print(c, n, sum)
end

--@ case sets
for _, p in ipairs { "[abc]", "[^abc]", "[a-c]", "[%a_]", "[]]", "[^]]", "[a-]", "[-a]", "[%-a]", "[a-%%]", "[%w%-]+", "[^%s]+", "[\0-\31]", "[z-a]" } do
  print(p, ("x-abc]_%  z"):find(p))
end

--@ case quantifiers
for _, p in ipairs { "a*", "a+", "a-", "a?", "a-b", "a*b", "a?b", "^a+", "a+$", "^$", "^a*$", ".-b", ".*b", "(a*)(.-)(b)$" } do print(p, ("aaab"):find(p)) end

--@ case anchors
print(("hello"):find("^h"))
print(("hello"):find("^e"))
print(("hello"):find("o$"))
print(("a$b"):find("$b"))
print(("a^b"):find("a^b"))
print(("abc"):gsub("^a", "x"))
print(("aaa"):gsub("^a", "x"))
print(("abc"):find("^b", 2))

--@ case captures
print(("key = value"):match("(%w+)%s*=%s*(%w+)"))
print(("abc"):match("((a)(b)(c))"))
print(("abc"):match("()b()"))
print(("abc"):match("(x?)abc"))
print(("hello"):match("(h)(.)(%2?)"))
print(("abcabc"):match("(abc)%1"))
print(("'quoted'"):match("(['\"])(.-)%1"))
print(("[[x]]"):match("%[(=*)%[(.-)%]%1%]"))

--@ case balanced text
print(("f(a(b)c)d"):match("%b()"))
print(("((("):match("%b()"))
print(("<<a>>"):match("%b<>"))
print(("xx"):match("%bxx"))
print(("{{}"):find("%b{}"))

--@ case frontiers
print(("THE (quick) fox"):find("%f[%a]%a+%f[%A]"))
print(("THE (quick) fox"):gsub("%f[%a]%a+", string.lower))
print(("x"):find("%f[%z]"))
print(("[[x"):find("%f[%w]"))
print(("a.b"):gsub("%f[^.]", "|"))

--@ case wrong patterns
for _, p in ipairs { "[", "[a", "[^", "%", "a%", "(", "(()", ")", "%1", "(%1)", "%b", "%bx", "%f", "%fa", "[%", "[%a", "(a)%2", "[a-", "%b(", "((((((((((((((((((((((((((((((((((a))))))))))))))))))))))))))))))))))" } do
  print(p, pcall(string.find, "aaa(b)", p))
end

--@ case gsub with strings
print(("hello world"):gsub("o", "0"))
print(("hello"):gsub("l", "L", 1))
print(("hello"):gsub("", "-"))
print(("abc"):gsub("%w", "%0%0"))
print(("abc"):gsub("(a)(b)", "%2%1"))
print(("a%b"):gsub("%%", "%%%%"))
print(pcall(string.gsub, "abc", "a", "%2"))
print(pcall(string.gsub, "abc", "a", "%"))
print(pcall(string.gsub, "abc", "a", "%x"))
print(("abc"):gsub("a", "%1"))
print(("abc"):gsub("b", "", 0))
print(("abc"):gsub("b", "", -1))
print(("aaa"):gsub("a", "b", 2))
print(("x"):gsub("x*", "-"))
print(("axb"):gsub("x*", "-"))

--@ case gsub with tables and functions
print(("$a $b $c"):gsub("%$(%w)", { a = 1, b = "two", c = false }))
print(("abc"):gsub("%w", function(c) if c == "b" then return "[b]" end end))
print(("a b"):gsub("(%w) (%w)", function(...) return select("#", ...) end))
print(("abc"):gsub("()", function(p) return p end))
print(("abc"):gsub("b", function() return false end))
print(pcall(string.gsub, "abc", "b", function() return {} end))
print(pcall(string.gsub, "abc", "b", 5))
print(pcall(string.gsub, "abc", "b", true))
print(pcall(string.gsub, "abc", "b"))

--@ case gmatch
for k, v in ("a=1, b=2"):gmatch("(%w+)=(%w+)") do io.write(k, v, " ") end
for w in ("one two"):gmatch("%a+") do io.write(w, " ") end
for p in ("abc"):gmatch("()") do io.write(p, " ") end
for w in ("abc"):gmatch("") do io.write("[", w, "]") end
for w in ("hello"):gmatch("l", 4) do io.write(w, "!") end
for w in ("hello"):gmatch("^h") do io.write("<", w, ">") end
for a in ("aXbX"):gmatch("(.-)X", -2) do io.write("{", a, "}") end
print()

--@ case find with plain text and positions
print(("a.b"):find(".", 1, true))
print(("a.b"):find("%."))
print(("abc"):find("b", -1))
print(("abc"):find("b", -2))
print(("abc"):find("", 10))
print(("abc"):find("", 4))
print(("abc"):find("c", 100))
print((""):find(""))
print(("abc"):find("", -10))
print(("a\0b"):find("\0"))
print(("a\0b"):find("%z"))
print(("a\0b"):find("b", 1, true))
print(("abc"):find("abc", 1, true))
print(("aab"):find("ab", 1, true))

--@ case bytes beyond ASCII
print(("äöü"):len(), ("äöü"):find("ö"))
print(("äöü"):gsub("[\x80-\xff]", "?"))
print(("äöü"):match("[ä]") == "\xc3")
print(("naïve"):upper() == "NAïVE", ("日本"):reverse():reverse() == "日本")

--@ case long subjects
local s = ("a"):rep(100000)
print(s:find("b"))
print(s:find("^.-b"))
print(#s:match(".*"))
print(select(2, s:gsub("a", "b")), #s:match("^a-$"))
print(("x"):rep(2000):find(".-b"))
print(s:find("a-$", 99000))
print(s:find(("a?"):rep(10) .. "$", 99900))
print(pcall(string.find, s, ("a*"):rep(3) .. "b", 99950))

--@ case nesting that is too deep
print(pcall(string.match, ("a"):rep(300000), ("(a?)"):rep(33) .. "b"))
local ok, m = pcall(string.find, ("("):rep(250000) .. (")"):rep(250000), "^%b()$")
print(ok, m)
print(pcall(string.find, "x", ("(x"):rep(200) .. (")"):rep(200)))
print(pcall(string.find, ("a"):rep(220000), "^" .. ("a?"):rep(220) .. "$"))

--@ case split and trim idioms
for _, s in ipairs { "  both  ", "none", "", "   ", "\t\n x \r" } do io.write("[", s:match("^%s*(.-)%s*$"), "]") end
for field in ("a,,b,"):gmatch("([^,]*)") do io.write("<", field, ">") end
print()

--@ case other string functions
print(("abc"):byte(1, -1))
print(("abc"):byte(10))
print(("abc"):byte(0))
print(("abc"):byte(-1))
print(#{ ("x"):rep(100):byte(1, -1) })
print(("abc"):sub(2), ("abc"):sub(-2), ("abc"):sub(2, 1), ("abc"):sub(0), ("abc"):sub(-100, 100), ("abc"):sub(math.mininteger, math.maxinteger), ("abc"):sub(3, -1))
print(("ab"):rep(3), ("ab"):rep(3, "-"), ("ab"):rep(0), ("ab"):rep(-1), ("ab"):rep(1, "-"), (""):rep(100), ("a\0"):rep(2) == "a\0a\0")
print(("MiXeD"):lower(), ("MiXeD"):upper(), ("abc"):reverse(), (""):reverse(), ("abc"):len(), #"a\0b", string.char(), string.char(0, 255) == "\0\255")
print("a" < "b", "a" < "B", "" < "a", "a\0b" < "a\0c", "Z" < "a", "10" < "9", "ä" > "z", "a" <= "a")
