function main()
  local ini = require("inifile")
  local name = os.tmpname()
  local f = assert(io.open(name, "w"))
  f:write("; a comment\n[server]\nhost = example\nport = 8080\nlive = true\n\n[empty]\n[numbers]\npi = 3.14\nhex = 0x10\n")
  f:close()
  local t = ini.parse(name)
  print(t.server.host, t.server.port, t.server.live, t.numbers.pi, t.numbers.hex, next(t.empty))
  t.server.host = "changed"
  ini.save(name, t)
  collectgarbage()
  print(ini.parse(name).server.host, ini.parse(name).server.port)
  os.remove(name)
  print((pcall(ini.parse, name)))
end
if arg[-1] then main(...) end
