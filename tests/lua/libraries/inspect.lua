function main()
  local inspect = require("inspect")
  print(inspect({ 1, 2, "three", { a = 1, b = { c = true } } }))
  print(inspect({ ["with space"] = 1, [1.5] = "x", [true] = false, key_1 = "\n\t\0\127" }))
  local loop = { name = "loop" }
  loop.self = loop
  print(inspect(loop))
  print(inspect(setmetatable({ 1 }, { __index = { x = 1 }, __tostring = function() return "shown" end })))
  print(inspect({ a = { b = { c = {} } } }, { depth = 2 }))
  print(inspect({ 1, { 2 } }, { newline = "", indent = "" }))
  print(inspect({ a = 1, secret = 2 }, { process = function(item, path) if path[#path] ~= "secret" then return item end end }))
  print(inspect("it's"), inspect('"quoted"'), inspect(nil), inspect(1e100), inspect(-0.0), inspect(math.huge))
  print((inspect({ print, coroutine.create(print), io.stdout }):gsub("%d+", "N")))
end
if arg[-1] then main(...) end
