--@ case formats of the iterator
--@ file in.txt "1 one\n2 two\n3 three\n"
for n, rest in io.lines("in.txt", "n", "l") do print(n, rest) end

--@ case blocks
--@ file in.txt "abcdefgh"
for a, b in io.lines("in.txt", 3, 1) do print(a, b) end

--@ case a missing file is an error
print(pcall(io.lines, "missing.txt"))
print(pcall(io.lines, "missing.txt", "x"))

--@ case a wrong format tells at the first call
--@ file in.txt "x\n"
local next_line = io.lines("in.txt", "x")
print(pcall(next_line))

--@ case the file is closed at the end
--@ file in.txt "one\n"
local next_line, a, b, handle = io.lines("in.txt")
print(type(next_line), a, b, io.type(handle))
print(next_line())
print(io.type(handle))
print(next_line())
print(io.type(handle))
print(pcall(next_line))

--@ case leaving the loop closes the file
--@ file in.txt "one\ntwo\n"
local kept
for line in io.lines("in.txt") do
  kept = line
  break
end
print(kept)

--@ case lines of a handle leave it open
--@ file in.txt "one\ntwo\n"
local f = io.open("in.txt")
for line in f:lines() do print(line) end
print(io.type(f), f:read("l"))

--@ case lines of a handle that gets closed
--@ file in.txt "one\ntwo\n"
local f = io.open("in.txt")
local next_line = f:lines()
print(next_line())
f:close()
print(pcall(next_line))

--@ case lines without a name read the default input
--@ stdin "one\ntwo\n"
for line in io.lines() do print(line) end
print(io.type(io.stdin))

--@ case an iterator over the default input with formats
--@ stdin "1 2 3 x"
for n in io.lines(nil, "n") do print(n) end
print(io.read("a"))

--@ case 250 formats and 251
--@ file in.txt "x\n"
local many = {}
for i = 1, 250 do many[i] = 0 end
print(pcall(io.lines, "in.txt", table.unpack(many)))
many[251] = 0
print(pcall(io.lines, "in.txt", table.unpack(many)))

--@ case a folder
print(pcall(function() for line in io.lines(".") do print(line) end end))

--@ case nested loops over one file
--@ file in.txt "a\nb\nc\nd\n"
for one in io.lines("in.txt") do
  for two in io.lines("in.txt") do io.write(one, two, " ") end
end
print()

--@ case zero bytes wanted until the end
--@ file in.txt "abc"
local f = io.open("in.txt")
local n = 0
for s in f:lines(0) do
  n = n + 1
  f:read(1)
end
print(n)
