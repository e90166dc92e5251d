--@ case reads lines of a program
local p = assert(io.popen("printf 'a\\nb\\n'"))
for line in p:lines() do print(line) end
print(p:close())

--@ case tells the exit status
print(io.popen("exit 0"):close())
print(io.popen("exit 1"):close())
print(io.popen("exit 42"):close())
print(io.popen("exit 255"):close())

--@ case tells a death by a signal
print(io.popen("kill -9 $$"):close())
print(io.popen("kill -TERM $$"):close())

--@ case a program that is missing
local p = io.popen("no-such-program-here 2>/dev/null")
print(p:read("a"))
print(p:close())

--@ case writes to a program
local p = assert(io.popen("cat; echo end", "w"))
p:write("one\n", 2, "\n")
print(p:close())

--@ case a mode that is none
print(pcall(io.popen, "true", "rw"))
print(pcall(io.popen, "true", ""))
print(pcall(io.popen, "true", "rb"))
print(pcall(io.popen, "true", "a"))
print(pcall(io.popen))
print(pcall(io.popen, {}))

--@ case an endless producer that is closed early
local p = io.popen("yes line")
for i = 1, 3 do print(p:read()) end
print(p:close())

--@ case megabytes through a pipe
local p = io.popen("head -c 3000000 /dev/zero | tr '\\0' x")
local n = 0
for block in p:lines(65536) do n = n + #block end
print(n, p:close())

--@ case megabytes into a pipe
local p = io.popen("wc -c", "w")
for i = 1, 300 do p:write(("x"):rep(10000)) end
print(p:close())

--@ case many at once
local ps = {}
for i = 1, 20 do ps[i] = io.popen("echo " .. i) end
local sum = 0
for i = 20, 1, -1 do
  sum = sum + ps[i]:read("n")
  assert(ps[i]:close())
end
print(sum)

--@ case io.type and tostring
local p = io.popen("true")
print(io.type(p), tostring(p):match("^file %(0x") ~= nil)
p:close()
print(io.type(p), tostring(p))

--@ case closing twice
local p = io.popen("true")
print(p:close())
print(pcall(p.close, p))

--@ case to-be-closed
do
  local p <close> = io.popen("cat > out.txt", "w")
  p:write("through cat")
end
print(io.open("out.txt"):read("a"))

--@ case stderr of the program goes through
io.stdout:write("out\n")
io.stdout:flush()
local p = io.popen("echo err >&2")
p:read("a")
p:close()

--@ case reading a pipe that writes
local p = io.popen("cat >/dev/null", "w")
print(p:read("a"))
print(p:close())

--@ case writing a pipe that reads
local p = io.popen("echo x")
p:setvbuf("no")
print(p:write("y"))
print(p:read("a"))
print(p:close())

--@ case binary data both ways
local all = {}
for i = 0, 255 do all[#all + 1] = string.char(i) end
local bytes = table.concat(all):rep(10)
local p = io.popen("cat > copy", "w")
p:write(bytes)
p:close()
p = io.popen("cat copy")
print(p:read("a") == bytes)
p:close()

--@ case the child sees the environment and the folder
--@ env LUFF_CASE=seen
print(io.popen("echo $LUFF_CASE; ls"):read("a"))

--@ case quotes and dollars reach the shell as written
print(io.popen([[printf '%s|' "a b" 'c"d' \$HOME "e\\f"]]):read("a"))

--@ case as the default input
io.input(io.popen("echo one; echo two"))
print(io.read(), io.read(), io.read())
print(io.close(io.input()))

--@ case a program inside a coroutine
local co = coroutine.wrap(function()
  for line in io.popen("seq 3"):lines() do coroutine.yield(line) end
end)
print(co(), co(), co())

--@ case formats of the iterator
for a, b in io.popen("echo 1 2 3 4"):lines("n", "n") do print(a, b) end

--@ case a pipe that is collected
for i = 1, 5 do io.popen("echo " .. i) end
collectgarbage()
collectgarbage()
print("collected")

--@ case what was written before stands before what the program writes
io.stdout:setvbuf("full")
io.write("before ")
print(io.popen("printf 'program '", "w"):close())

--@ case a program finds in a file what was written to it
local name = os.tmpname()
local file = assert(io.open(name, "w"))
file:setvbuf("full")
file:write("unflushed")
print(io.popen("cat " .. name):read("a"))
file:close()
os.remove(name)

--@ case a program dies of the signals that end programs
for _, signal in ipairs { "INT", "QUIT", "PIPE", "XFSZ" } do
  print(signal, io.popen("kill -" .. signal .. " $$"):close())
  print(signal, os.execute("kill -" .. signal .. " $$"))
end
