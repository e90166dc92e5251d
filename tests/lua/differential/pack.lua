--@ case integers of every size
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
for _, f in ipairs { "b", "B", "h", "H", "i", "I", "j", "J", "i1", "i2", "i3", "i4", "i5", "i7", "i8", "i9", "i16", "I3", "I16" } do
  print(f, hex(string.pack("<" .. f, 100)), hex(string.pack(">" .. f, 100)), string.packsize(f))
end

--@ case signed values
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
for _, f in ipairs { "b", "h", "i", "j", "i3", "i16" } do
  local s = string.pack(">" .. f, -2)
  print(f, hex(s), string.unpack(">" .. f, s))
end

--@ case values that do not fit
print(pcall(string.pack, "b", 128))
print(pcall(string.pack, "b", -129))
print(pcall(string.pack, "B", 256))
print(pcall(string.pack, "B", -1))
print(pcall(string.pack, "i2", 32768))
print(pcall(string.pack, "I2", 65536))
print(pcall(string.pack, "i16", math.mininteger))
print(pcall(string.unpack, "i9", ("\xff"):rep(8) .. "\1"))
print(string.unpack("<i9", ("\xff"):rep(9)))

--@ case floats
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
for _, n in ipairs { 0.0, -0.0, 1.5, -2.25, 0.1, 1e300, math.huge, 5e-324 } do
  print(n, hex(string.pack(">f", n)), hex(string.pack(">d", n)), hex(string.pack(">n", n)))
  print(string.unpack(">f", string.pack(">f", n)))
  print(string.unpack("<d", string.pack("<d", n)))
end

--@ case strings
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
print(hex(string.pack("z", "abc")), hex(string.pack("<s1", "abc")), hex(string.pack("<s2", "abc")), hex(string.pack(">s4", "abc")), hex(string.pack("c5", "abc")))
print(string.unpack("z", "abc\0def"))
print(string.unpack("<s1", "\3abcdef"))
print(string.unpack("c2", "abc"))
print(pcall(string.pack, "z", "a\0b"))
print(pcall(string.pack, "c2", "abc"))
print(pcall(string.pack, "s1", ("x"):rep(256)))
print(pcall(string.unpack, "z", "abc"))
print(pcall(string.unpack, "s1", "\5ab"))
print(pcall(string.unpack, "c5", "abc"))

--@ case alignment
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
print(hex(string.pack("<!4 b i4", 1, 2)), hex(string.pack("<!8 b i8", 1, 2)), hex(string.pack("<! b i2", 1, 2)), hex(string.pack("<!2 b i8", 1, 2)))
print(hex(string.pack("<!4 b Xi4 b", 1, 2)), hex(string.pack("<b x b", 1, 2)), string.packsize("!8 b d"), string.packsize("!4 b d"), string.packsize("b Xh b"))
print(pcall(string.pack, "!4 i3", 1))
print(pcall(string.pack, "X", 1))
print(pcall(string.pack, "Xz", 1))
print(pcall(string.pack, "!3 i3", 1))

--@ case formats that are none
for _, f in ipairs { "y", "i17", "i0", "c", "!17", "i99999999999", "s17", "Xc1", " ", "", "b ", "<>=!", "\0" } do print((f:gsub("\0", "0")), pcall(string.pack, f, 1)) end

--@ case positions
print(string.unpack("b", "abc", 2))
print(string.unpack("b", "abc", -1))
print(pcall(string.unpack, "b", "abc", 4))
print(pcall(string.unpack, "b", "abc", 5))
print(pcall(string.unpack, "b", "abc", -10))
print(string.unpack("", "abc"))
print(string.unpack("", "abc", 4))
print(pcall(string.unpack, "i4", "abc"))
print(string.unpack("bbb", "abc"))

--@ case packsize of variable formats
print(pcall(string.packsize, "s"))
print(pcall(string.packsize, "z"))
print(string.packsize("c10"), string.packsize("i4 i2 b"), pcall(string.packsize, "c2147483647c2147483647"))

--@ case native sizes
print(string.packsize("b"), string.packsize("h"), string.packsize("i"), string.packsize("j"), string.packsize("f"), string.packsize("d"), string.packsize("n"))

--@ case sizes that follow the machine
print(string.packsize("l"), string.packsize("L"), string.packsize("T"), #string.pack("s", "abc"))

--@ case native byte order
print(string.pack("=i4", 1) == string.pack("<i4", 1), string.pack("i4", 1) == string.pack("<i4", 1))

--@ case all at once
local s = string.pack(">b H i4 j f d z s2 c3", -1, 65535, -7, math.mininteger, 1.5, 0.1, "zero", "counted", "abc")
print(#s, string.unpack(">b H i4 j f d z s2 c3", s))
