function main()
  local serializer = require("serializer")
  local shared = { "shared" }
  local value = { 1, 2.5, "text\n\0\"", true, nested = { deep = { shared, shared } }, ["odd key"] = 1, ["end"] = 2, [10] = "ten", [1.5] = "float", [false] = "no" }
  value.self = value
  local text = serializer.dump(value)
  io.write(text)
  io.write(serializer.dump({ a = { b = { 1, {} } }, c = print }, { indent = "  " }))
  local again = serializer.load(text)
  print(again.self == again, again.nested.deep[1] == again.nested.deep[2], again[3] == value[3], again[1.5], again[false])
  print(serializer.load(serializer.dump(math.mininteger)), serializer.load(serializer.dump(0.1)) == 0.1, serializer.load(serializer.dump(math.huge)))
  local t = {}
  for i = 1, 3000 do t["key" .. i] = { i, tostring(i) } end
  local u = serializer.load(serializer.dump(t))
  print(u.key2999[2], u.key1[1])
end
if arg[-1] then main(...) end
