-- Prints the name of every function of the core libraries, a method of a file as "file:name".
local names = {}
for _, library in ipairs({ "coroutine", "debug", "io", "math", "os", "package", "string", "table", "utf8" }) do
  for name, value in pairs(_G[library]) do
    if type(value) == "function" then names[#names + 1] = library .. "." .. name end
  end
end
for name, value in pairs(_G) do
  if type(value) == "function" then names[#names + 1] = name end
end
for name in pairs(getmetatable(io.stdout).__index) do names[#names + 1] = "file:" .. name end
table.sort(names)
print(table.concat(names, "\n"))
