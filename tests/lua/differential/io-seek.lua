--@ case from every origin
--@ file in.txt "0123456789"
local f = io.open("in.txt")
print(f:seek(), f:seek("cur"), f:seek("set", 3), f:read(1))
print(f:seek("cur", 2), f:read(1), f:seek("cur", -1), f:read(1))
print(f:seek("end"), f:seek("end", -2), f:read("a"))

--@ case before the start
--@ file in.txt "0123456789"
local f = io.open("in.txt")
print(f:seek("set", -1))
print(f:seek("cur", -1))
print(f:seek("end", -11))
print(f:seek("cur", 0))

--@ case beyond the end
--@ file in.txt "01"
local f = io.open("in.txt", "r+")
print(f:seek("end", 10))
print(f:read(1))
f:write("x")
f:seek("set")
print((f:read("a"):gsub("\0", ".")))

--@ case a hole of five gigabytes
local f = assert(io.open("sparse", "w+"))
print(f:seek("set", 5 * 1024 * 1024 * 1024))
f:write("end")
print(f:seek("end"))
print(f:seek("set", 5 * 1024 * 1024 * 1024 - 2), (f:read(5):gsub("\0", ".")))
f:close()
os.remove("sparse")

--@ case wrong arguments
--@ file in.txt "0123456789"
local f = io.open("in.txt")
print(pcall(f.seek, f, "middle"))
print(pcall(f.seek, f, "set", 1.5))
print(pcall(f.seek, f, "set", "x"))
print(pcall(f.seek, f, 5))
print(pcall(f.seek, f, "set", math.maxinteger))
print(pcall(f.seek, f, "set", math.mininteger))

--@ case a closed file
local f = assert(io.tmpfile())
f:close()
print(pcall(f.seek, f))
print(pcall(f.seek, f, "set", 1))

--@ case a seek drops what was read ahead
--@ file in.txt "aaaa\nbbbb\n"
local f = io.open("in.txt", "r+")
print(f:read("l"))
local other = io.open("in.txt", "r+")
other:seek("set", 5)
other:write("cccc")
other:close()
f:seek("set", 5)
print(f:read("l"))

--@ case a pipe does not seek
local f = io.popen("echo text")
print(f:seek("set", 0))
print(f:seek())
print(f:read("a"))
f:close()

--@ case a position is told in the middle of a line
--@ file in.txt "one\ntwo\nthree\n"
local f = io.open("in.txt")
for line in f:lines() do print(line, f:seek()) end
f:seek("set", 5)
print(f:read("n"), f:seek())

--@ case the position of a file that appends
--@ file in.txt "12345"
local f = io.open("in.txt", "a")
f:write("6")
f:flush()
print(f:seek())
print(f:seek("end"))

--@ case buffering modes
local f = io.open("out", "w")
local r = io.open("out")
print(f:setvbuf("full", 1024))
f:write("a\n")
print(r:read("a"))
print(f:setvbuf("line"))
f:write("b\nc")
print(r:read("a"))
f:flush()
print(r:read("a"))
print(f:setvbuf("no"))
f:write("d")
print(r:read("a"))

--@ case buffering modes that are none
local f = io.tmpfile()
print(pcall(f.setvbuf, f))
print(pcall(f.setvbuf, f, "some"))
print(pcall(f.setvbuf, f, "full", "x"))
print(pcall(f.setvbuf, f, "full", 1.5))
print(f:setvbuf("full", 0))

--@ case a full buffer of a given size
local f = io.open("out", "w")
local r = io.open("out")
f:setvbuf("full", 16)
for i = 1, 5 do f:write("12345678") end
f:flush()
print(r:read("a"))

--@ case write returns the file
local f = io.tmpfile()
print(f:write("a"):write("b", 1, 2.5) == f)
f:seek("set")
print(f:read("a"))

--@ case write takes strings and numbers only
local f = io.tmpfile()
print(pcall(f.write, f, nil))
print(pcall(f.write, f, true))
print(pcall(f.write, f, "a", {}))
print(pcall(f.write, f, print))
f:seek("set")
print(f:read("a"))
print(f:write() == f)

--@ case numbers are written as they print
local f = io.tmpfile()
f:write(1, " ", 1.0, " ", -0.0, " ", 1e15, " ", 1e100, " ", 2 ^ 53, " ", math.pi, " ", math.maxinteger, " ", 1 / 0)
f:seek("set")
print(f:read("a"))
