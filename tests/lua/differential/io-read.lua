--@ case every format
--@ file in.txt "first\nsecond\n  42 0x1F 1e3\nrest of it\nand more"
local f = assert(io.open("in.txt"))
print(f:read("l"))
print(f:read("L"))
print(f:read("n"), f:read("n"), f:read("n"))
print(f:read("l"))
print(f:read(4), f:read(0))
print(f:read("a"))
print(f:read("a"), f:read("l"), f:read("L"), f:read("n"), f:read(0), f:read(1))

--@ case what was written last decides the error of a read
local f = assert(io.open("out.txt", "w"))
print(f:read(1))
print(f:write("a"), f:flush())
print(f:read(1))
f:close()

--@ case formats with a star
--@ file in.txt "1 x\nline\nrest"
local f = assert(io.open("in.txt"))
print(f:read("*n", "*l", "*L", "*a"))
f:close()

--@ case formats that are none
--@ file in.txt "1 x\nline\nrest"
local f = assert(io.open("in.txt"))
print(pcall(f.read, f, "x"))
print(pcall(f.read, f, "*x"))
print(pcall(f.read, f, ""))
print(pcall(f.read, f, {}))
print(pcall(f.read, f, 1.5))
print(pcall(f.read, f, -1))

--@ case several formats stop at the first failure
--@ file in.txt "12\nnot a number\n"
local f = assert(io.open("in.txt"))
print(f:read("n", "n", "l"))
print(f:read("a"))

--@ case numbers of every shape
--@ file in.txt "0 -0 +7 007 .5 5. 1e+2 1E-2 0x 0x.8p1 0xFFFFFFFFFFFFFFFF 9223372036854775808 1e400 -1e-400 inf nan 1__2"
local f = assert(io.open("in.txt"))
while true do
  local n = f:read("n")
  if n == nil then
    local c = f:read(1)
    if c == nil then break end
    print("no number, then", c)
  else
    print(n, math.type(n))
  end
end

--@ case a number of 200 digits and one of 201
--@ file in.txt ""
local f = assert(io.open("in.txt", "w+"))
f:write(("1"):rep(200), " ", ("2"):rep(201), " 3")
f:seek("set")
print(f:read("n"))
print(f:read("n"))
print(f:read("n"))

--@ case numbers cut by the end of the file
for _, text in ipairs { "12", "-", "+", "0x", "1e", "1e+", ".", "0x1p", "0x.p1", "1.5.5", "--1" } do
  local f = io.tmpfile()
  f:write(text)
  f:seek("set")
  print(text, f:read("n"), f:read("a"))
end

--@ case lines that end in CRLF
--@ file in.txt "one\r\ntwo\r\n\r\nlast\r"
local f = assert(io.open("in.txt"))
for line in f:lines() do print((line:gsub("\r", "\\r"))) end
f:seek("set")
print((f:read("L"):gsub("[\r\n]", { ["\r"] = "\\r", ["\n"] = "\\n" })))

--@ case a last line without an end
--@ file in.txt "one\ntwo"
for line in io.lines("in.txt", "L") do io.write("[", line, "]") end
print()

--@ case only line ends
--@ file in.txt "\n\n\n"
local f = assert(io.open("in.txt"))
print(#f:read("l"), #f:read("L"), #f:read("l"), f:read("l"))

--@ case an empty file
--@ file in.txt ""
local f = assert(io.open("in.txt"))
print(f:read("a") == "", f:read("l"), f:read("L"), f:read("n"), f:read(0), f:read(5))
print(f:read())

--@ case every byte value
local all = {}
for i = 0, 255 do all[#all + 1] = string.char(i) end
local bytes = table.concat(all)
local f = assert(io.open("bytes", "wb"))
f:write(bytes)
f:close()
f = assert(io.open("bytes", "rb"))
print(f:read("a") == bytes)
f:seek("set")
local n = 0
for line in f:lines("L") do n = n + #line end
print(n)

--@ case zero bytes inside lines
--@ file in.txt "a\u0000b\nc\u0000\u0000\n\u0000"
for line in io.lines("in.txt") do print(#line, (line:gsub("\0", "0"))) end

--@ case blocks that do not fit
--@ file in.txt "0123456789"
local f = assert(io.open("in.txt"))
print(f:read(4), f:read(4), f:read(4), f:read(4))
print(f:read(1))

--@ case a huge block request reads what there is
--@ file in.txt "0123456789"
local f = assert(io.open("in.txt"))
print(f:read(1 << 20))
print(f:read(1 << 20))

--@ case a line longer than every buffer
local f = assert(io.open("long", "w+"))
for i = 1, 300 do f:write(("x"):rep(1000)) end
f:write("\nnext\n")
f:seek("set")
print(#f:read("l"), f:read("l"))

--@ case two megabytes in every way
local block = {}
for i = 1, 2 ^ 15 do block[i] = ("%063d\n"):format(i) end
local text = table.concat(block)
local f = assert(io.open("big", "wb"))
f:write(text)
f:close()
f = assert(io.open("big", "rb"))
print(f:read("a") == text)
f:seek("set")
local parts = {}
for part in f:lines(4097) do parts[#parts + 1] = part end
print(table.concat(parts) == text, #parts)
local n = 0
for line in io.lines("big") do n = n + tonumber(line) end
print(n)
print(f:seek("set", 1 << 20), f:read("l") == ("%063d"):format((1 << 14) + 1))

--@ case reading back what another handle wrote
local w = assert(io.open("log", "w"))
local r = assert(io.open("log", "r"))
print(r:read("l"))
w:write("one\n")
w:flush()
print(r:read("l"))
w:write("two\n")
print(r:read("l"))
w:flush()
print(r:read("l"))

--@ case reading after the end goes on when the file grows
local w = assert(io.open("log", "w"))
local r = assert(io.open("log", "r"))
for i = 1, 3 do
  w:write("line ", i, "\n")
  w:flush()
  print(r:read("a"))
end

--@ case a mix of reads and writes without a seek
--@ file in.txt "0123456789"
local f = assert(io.open("in.txt", "r+"))
f:write("AB")
f:seek("cur", 0)
print(f:read(2))
f:seek("cur", 0)
f:write("EF")
f:flush()
f:seek("set", 0)
print(f:read("a"))

--@ case read without a format is a line
--@ file in.txt "one\ntwo\n"
local f = assert(io.open("in.txt"))
print(f:read())
io.input(f)
print(io.read())
print(io.read())
