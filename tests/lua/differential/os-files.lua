--@ case remove a file
--@ file in.txt "x"
print(os.remove("in.txt"))
print(os.remove("in.txt"))
print(io.open("in.txt"))

--@ case remove a folder
os.execute("mkdir -p empty full/x")
print(os.remove("empty"))
print(os.remove("full"))

--@ case remove what cannot be removed
--@ file in.txt "x"
print(os.remove("in.txt/y"))
print(os.remove(""))
print(os.remove("."))
print(pcall(os.remove))
print(pcall(os.remove, {}))

--@ case remove a link, not its target
--@ file in.txt "x"
os.execute("ln -s in.txt link; ln -s nowhere dangling")
print(os.remove("link"), os.remove("dangling"), io.open("in.txt"):read("a"))

--@ case rename a file
--@ file in.txt "x"
print(os.rename("in.txt", "out.txt"))
print(io.open("in.txt"))
print(io.open("out.txt"):read("a"))

--@ case rename over a file
--@ file a.txt "a"
--@ file b.txt "b"
print(os.rename("a.txt", "b.txt"))
print(io.open("b.txt"):read("a"))

--@ case rename what cannot be renamed
--@ file in.txt "x"
os.execute("mkdir d; mkdir -p full/x")
print(os.rename("missing", "x"))
print(os.rename("in.txt", "no/such/folder"))
print(os.rename("in.txt", "d"))
print(os.rename("d", "in.txt"))
print(os.rename("d", "full"))
print(os.rename("d", "d/e"))
print(os.rename("in.txt", ""))
print(pcall(os.rename, "in.txt"))

--@ case rename a folder
os.execute("mkdir d; touch d/x")
print(os.rename("d", "e"))
print(io.open("e/x") ~= nil)

--@ case rename to itself
--@ file in.txt "x"
print(os.rename("in.txt", "in.txt"))

--@ case tmpname is a new file
local name = os.tmpname()
print(type(name), #name > 4, name ~= os.tmpname())
local f = assert(io.open(name, "r"))
print(f:read("a") == "")
f:close()
print(os.remove(name))

--@ case tmpname in sequence
local seen, n = {}, 0
for i = 1, 20 do
  local name = os.tmpname()
  if not seen[name] then n = n + 1 end
  seen[name] = true
  os.remove(name)
end
print(n)

--@ case getenv
--@ env LUFF_SET=value
--@ env LUFF_EMPTY=
print(os.getenv("LUFF_SET"), os.getenv("LUFF_EMPTY"), os.getenv("LUFF_UNSET"))
print(os.getenv(""), os.getenv("LUFF_SET=value"), os.getenv("luff_set"))
print(pcall(os.getenv))
print(os.getenv("HOME") ~= nil, os.getenv("TZ"))

--@ case getenv beyond ASCII
--@ env LUFF_TEXT=naïve 日本
print(os.getenv("LUFF_TEXT"), #os.getenv("LUFF_TEXT"))

--@ case a removed file stays readable while it is open
--@ file in.txt "still"
local f = io.open("in.txt")
os.remove("in.txt")
print(f:read("a"))

--@ case os has what it should have
local names = {}
for name in pairs(os) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "))
