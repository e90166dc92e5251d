--@ case a missing file
print(io.open("missing.txt"))
print(io.open("missing.txt", "rb"))
print(io.open("no/such/folder/x", "w"))

--@ case modes that are not modes
for _, mode in ipairs { "", "x", "rw", "r++", "rb+", "r+b", "wb", "ab+", "w+b", "br", "+r", "a+bb", "r+b+" } do
  print(mode, pcall(function() local f = io.open("f.txt", mode) return io.type(f) end))
end

--@ case reading a file that is open for writing
local f = assert(io.open("out.txt", "w"))
print(f:read("l"))
print(f:read("a"))
print(f:read(0))
print(f:close())

--@ case writing a file that is open for reading
--@ file in.txt "hello\n"
local f = assert(io.open("in.txt", "r"))
print(f:write("x"))
print(f:flush())
print(f:read("a"))
print(f:close())

--@ case w truncates
--@ file in.txt "old contents"
local f = assert(io.open("in.txt", "w"))
f:close()
print(io.open("in.txt"):read("a") == "")

--@ case r plus writes in place
--@ file in.txt "0123456789"
local f = assert(io.open("in.txt", "r+"))
print(f:read(3))
print(f:seek("cur", 0))
f:write("ABC")
f:seek("set", 0)
print(f:read("a"))
f:close()

--@ case w plus reads back
local f = assert(io.open("x", "w+"))
f:write("one\ntwo\n")
print(f:seek("set", 4))
print(f:read("l", "l"))
f:close()

--@ case a appends whatever the position
--@ file in.txt "start\n"
local f = assert(io.open("in.txt", "a"))
print(f:seek("set", 0))
f:write("end\n")
f:close()
io.write(io.open("in.txt"):read("a"))

--@ case a plus reads from anywhere and appends at the end
--@ file in.txt "start\n"
local f = assert(io.open("in.txt", "a+"))
print(f:read("l"))
f:seek("set", 0)
f:write("end\n")
f:seek("set", 0)
print(f:read("a"))
f:close()

--@ case two handles of one file
--@ file in.txt "abcdef"
local a, b = assert(io.open("in.txt")), assert(io.open("in.txt"))
print(a:read(2), b:read(4), a:read(2), b:read(2), a:read(9), b:read(9))

--@ case a folder opens and does not read
local f, message, code = io.open(".")
print(f ~= nil, message, code)
if f then
  print(f:read("l"))
  print(f:read(1))
  print(f:read("a"))
  print(f:close())
end

--@ case a folder does not open for writing
print(io.open(".", "w"))
print(io.open(".", "a"))
print(io.open(".", "r+"))

--@ case the null device
local f = assert(io.open("/dev/null", "r+"))
print(f:write("gone"))
print(f:read("a"), f:read("l"), f:read(1))
print(f:seek("end"))
f:close()

--@ case the full device
local f = assert(io.open("/dev/full", "w"))
print(f:setvbuf("no"))
print(f:write("x"))
print(f:close())

--@ case the full device tells at close
local f = assert(io.open("/dev/full", "w"))
print(io.type(f:write("x")))
print(f:close())

--@ case the zero device gives as many bytes as asked
local f = assert(io.open("/dev/zero", "rb"))
local s = f:read(100000)
print(#s, s == ("\0"):rep(100000))
f:close()

--@ case names with bytes outside ASCII
local name = "na\u{EF}ve \u{65E5}\u{672C}.txt"
local f = assert(io.open(name, "w"))
f:write("content")
f:close()
print(io.open(name):read("a"))
print(os.remove(name))
print(io.open(name))

--@ case a name with bytes that are not UTF-8
local name = "caf\xE9.txt"
local f = assert(io.open(name, "w"))
f:write("latin")
f:close()
print(io.open(name):read("a"))
print(os.remove(name))
print((select(2, io.open(name)):gsub("[\x80-\xFF]", "?")))

--@ case a name with a zero byte
print(pcall(io.open, "in.txt\0rest"))

--@ case the empty name
print(io.open(""))
print(io.open("", "w"))

--@ case a name that is too long
print((select(2, io.open(("x"):rep(300), "w")):gsub("x+", "x")))
print(select(3, io.open(("x"):rep(300), "w")))

--@ case a file as a folder
--@ file in.txt "x"
print(io.open("in.txt/y"))
print(io.open("in.txt/"))

--@ case a loop of symbolic links
os.execute("ln -s a b; ln -s b a")
print(io.open("a"))

--@ case a dangling symbolic link
os.execute("ln -s target link")
print(io.open("link"))
print(io.open("link", "w"):write("x"):close())
print(io.open("target"):read("a"))

--@ case io.type of everything
print(io.type(io.stdout), io.type(42), io.type("x"), io.type({}), io.type(nil))
local f = io.tmpfile()
print(io.type(f))
f:close()
print(io.type(f))
print(pcall(io.type))

--@ case tostring of handles
print(tostring(io.stdin):match("^file %(0x%x+%)$") ~= nil)
local f = io.tmpfile()
f:close()
print(f)
print(tostring(f))

--@ case a closed handle refuses everything
local f = io.tmpfile()
f:close()
for _, name in ipairs { "read", "write", "lines", "seek", "setvbuf", "flush", "close" } do
  print(name, pcall(f[name], f))
end

--@ case methods on what is not a file
print(pcall(io.stdout.write, "x"))
print(pcall(io.stdout.write, {}))
print(pcall(io.stdout.close))
print(pcall(function() return io.stdout.nothing end))
print(pcall(function() io.stdout.field = 1 end))
print(pcall(function() return #io.stdout end))
print(pcall(function() return io.stdout + 1 end))

--@ case a to-be-closed file is closed
local kept
do
  local f <close> = assert(io.open("x", "w"))
  f:write("done")
  kept = f
end
print(kept, io.open("x"):read("a"))

--@ case a file that nobody closes is flushed at exit
--@ file in.txt ""
local f = io.open("in.txt", "w")
f:write("flushed")
f = nil
collectgarbage()
print(io.open("in.txt"):read("a"))

--@ case io.close of a file and of the default output
local f = io.tmpfile()
print(io.close(f))
print(pcall(io.close, f))
io.output("x")
io.write("text")
print(io.close())
print(pcall(io.write, "more"))
print(io.open("x"):read("a"))

--@ case tmpfile reads what it wrote
local f = assert(io.tmpfile())
f:write("a\n", 12, "\n", 1.5, "\n")
f:seek("set")
print(f:read("l", "n", "n", "l", "l"))
print(f:seek("end"))
f:close()

--@ case many files open at once
local files = {}
for i = 1, 200 do files[i] = assert(io.open("f" .. i, "w+")) end
for i, f in ipairs(files) do f:write(i) end
local sum = 0
for _, f in ipairs(files) do f:seek("set") sum = sum + f:read("n") end
print(sum)

--@ case permission bits
os.execute("touch locked; chmod 000 locked; mkdir sealed; chmod 500 sealed")
local user = io.popen("id -u"):read("n")
if user ~= 0 then
  print(io.open("locked"))
  print(io.open("sealed/x", "w"))
else
  print("root reads everything")
end
