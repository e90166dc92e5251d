function main()
  local json = require("dkjson")
  print(json.version)
  print(json.encode({ 1, 2, { a = "x" } }))
  print(json.encode({ name = "luff", list = { 1, 2.5, true, json.null }, nested = { deep = { deeper = "\u{20AC}\n\"\\" } } }, { indent = true, keyorder = { "name", "list", "nested" } }))
  local value, position, message = json.decode('{"a": [1, 2, {"b": null}], "c": "\\u00e4\\ud83d\\ude00", "d": -1.5e3, "e": true}')
  print(value.a[1], value.a[3].b, value.c, value.d, value.e, position, message)
  for _, text in ipairs({ '{"a": }', "[1, 2", '"open', "nul", "[1 2]", '{"a" 1}', "" }) do print(text, select(2, json.decode(text))) print(select(3, json.decode(text))) end
  print(json.encode({}), json.encode((json.decode("[]"))), json.encode((json.decode("{}"))))
  print(pcall(json.encode, { print }))
  local loop = {}
  loop.loop = loop
  print(pcall(json.encode, loop))
  local numbers = {}
  for i = 1, 2000 do numbers[i] = i / 3 end
  local again = json.decode(json.encode(numbers))
  local same = true
  for i = 1, 2000 do same = same and math.abs(again[i] - numbers[i]) < 1e-9 end
  print(#again, same)
end
if arg[-1] then main(...) end
