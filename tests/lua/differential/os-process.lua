--@ case execute without a command
print(os.execute())

--@ case execute tells success and failure
print(os.execute("true"))
print(os.execute("false"))
print(os.execute("exit 42"))
print(os.execute("exit 255"))
print(os.execute(""))

--@ case execute tells a death by a signal
print(os.execute("kill -9 $$"))
print(os.execute("kill -TERM $$"))
print(os.execute("kill -INT $$; sleep 1"))

--@ case execute of a missing program
print(os.execute("no-such-program-here 2>/dev/null"))

--@ case execute with wrong arguments
print(pcall(os.execute, {}))
print(pcall(os.execute, 7))

--@ case the child writes on both streams
io.write("before ")
io.flush()
os.execute("printf out; printf err >&2")
io.write(" after\n")

--@ case the child reads stdin
--@ stdin "typed\n"
print(os.execute("read line; test \"$line\" = typed"))

--@ case the child inherits the folder and the environment
--@ env LUFF_CASE=seen
print(os.execute("test -f case.lua && test \"$LUFF_CASE\" = seen"))

--@ case nested quotes
os.execute([[printf '%s\n' "a 'b' c" 'd "e" f' \$x]])

--@ case a command of several lines
os.execute("echo one\necho two\n")

--@ case setlocale
print(os.setlocale())
print(os.setlocale(nil, "all"))
print(os.setlocale("C"))
print(os.setlocale("POSIX"))
print(os.setlocale("xx_YY"))
for _, category in ipairs { "all", "collate", "ctype", "monetary", "numeric", "time" } do
  print(category, os.setlocale("C", category), os.setlocale(nil, category))
end
print(pcall(os.setlocale, "C", "messages"))
print(pcall(os.setlocale, 1, 2))

--@ case a locale of the environment
print(os.setlocale(""))
print(1.5, tonumber("1.5"), os.date("!%A %B", 0))
