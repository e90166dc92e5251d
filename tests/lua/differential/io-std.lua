--@ case stdin by line
--@ stdin "one\ntwo\nthree"
print(io.read())
print(io.read("L"))
print(io.read("l"))
print(io.read("l"))

--@ case stdin by number
--@ stdin "1 2.5 0x10 x"
print(io.read("n", "n", "n", "n"))
print(io.read("a"))

--@ case stdin by block, binary
--@ stdin "\u0000\u0001\u0080\u00fe\u00ff\r\n"
local s = io.stdin:read("a")
print(#s, s:byte(1, -1))

--@ case no stdin at all
print(io.read("a") == "", io.read("l"), io.read(0))

--@ case stdin as a large text
--@ stdin "x"
local s = io.read("a")
print(#s)

--@ case the default input is a file
--@ file in.txt "from the file\n"
--@ stdin "from stdin\n"
io.input("in.txt")
print(io.read())
print(io.input() ~= io.stdin)
io.input(io.stdin)
print(io.read())

--@ case a default input that is missing
print(pcall(io.input, "missing.txt"))
print(pcall(io.output, "no/such/folder"))
print(pcall(io.input, {}))

--@ case the standard input does not close
io.close(io.stdin)
print(pcall(io.read))
print(pcall(io.lines))
print(pcall(io.input))

--@ case the default output is a file
io.output("out.txt")
io.write("hidden")
print("seen")
io.close()
io.output(io.stdout)
io.write(io.open("out.txt"):read("a"), "\n")

--@ case stdout and stderr keep their order
io.write("a")
io.stderr:write("b")
io.write("c")
print("d")
io.stderr:write("e\n")

--@ case output without an end of line
io.write("no newline at the end")

--@ case binary output
for i = 0, 255 do io.write(string.char(i)) end

--@ case a hundred thousand short writes
for i = 1, 100000 do io.write(i % 10) end

--@ case long lines of output
for i = 1, 40 do print(("%d"):format(i):rep(5000)) end

--@ case print calls __tostring and __name
print(setmetatable({}, { __tostring = function() return "shown" end }))
print((tostring(setmetatable({}, { __name = "Named" })):gsub("0x%x+", "")))
print(pcall(print, setmetatable({}, { __tostring = function() return 1 end })))
print(pcall(tostring, setmetatable({}, { __tostring = function() error("oops") end })))
print(nil, true, 1, 1.0, "x", -0.0, 1e300 * 1e10)
print()

--@ case print does not use a changed tostring
tostring = function() return "changed" end
print(1, {} ~= nil)

--@ case closing stdout
print("before")
print(io.stdout:close())
io.stderr:write(tostring(io.stdout), "\n")
print("after")

--@ case closing stderr
print(io.stderr:close())
print(pcall(io.stderr.write, io.stderr, "x"))

--@ case stdout as a file that is set to no buffer
print(io.stdout:setvbuf("no"))
io.write("a", "b", "\n")
print(io.stdout:setvbuf("line"))
io.write("c\nd\n")
print(io.stdout:setvbuf("full"))
io.write("e\n")

--@ case a reader that leaves early
local f = io.popen("head -c 3", "w")
print(io.type(f))
f:write("abcdef\n")
f:close()
print("still here")

--@ case stdin is shared with a child
--@ stdin "for the child\n"
io.stdin:setvbuf("no")
os.execute("cat")
print(io.read())

--@ case output before a child comes first
io.write("first\n")
io.flush()
os.execute("echo second")
io.write("third\n")

--@ case seek on stdin
--@ stdin "abc"
print(io.stdin:seek())
print(io.read("a"))

--@ case io has what it should have
local names = {}
for name in pairs(io) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "))
names = {}
for name in pairs(getmetatable(io.stdout)) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "))
names = {}
for name in pairs(getmetatable(io.stdout).__index) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "), getmetatable(io.stdout).__name)
