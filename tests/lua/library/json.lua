local check = require("check")
local that, equal, fails, returns = check.that, check.equal, check.fails, check.returns
local json = require("helm.json")

local function same(text, expected) equal(json.encode(assert(json.decode(text))), expected or text) end

local function refuses(text, message) returns(table.pack(json.decode(text)), nil, message, "EINVAL") end

that("json.decode reads each kind of value", function()
  equal(json.decode("true"), true)
  equal(json.decode(" false "), false)
  equal(json.decode("null"), json.null)
  equal(json.decode('"text"'), "text")
  equal(#json.decode("[1, 2, 3]"), 3)
  equal(json.decode('{"a": {"b": [true]}}').a.b[1], true)
  equal(json.decode("\xEF\xBB\xBF1"), 1)
end)

that("json.decode reads numbers as integers if they are, otherwise as the nearest float", function()
  for text, number in pairs({
    ["0"] = 0, ["-0"] = -0.0, ["10"] = 10, ["-7"] = -7, ["1.5"] = 1.5, ["1e3"] = 1000.0, ["1E-2"] = 0.01, ["2.50e+1"] = 25.0,
    ["9223372036854775807"] = math.maxinteger, ["-9223372036854775808"] = math.mininteger,
    ["9223372036854775808"] = 2.0 ^ 63, ["12345678901234567890123"] = 12345678901234567890123.0,
    ["0.1"] = 0.1, ["123456789.123456789e-10"] = 123456789.123456789e-10, ["1.7976931348623157e308"] = 1.7976931348623157e308,
    ["4.9e-324"] = 4.9e-324, ["1e-400"] = 0.0, ["0.30000000000000004"] = 0.30000000000000004,
    ["100000000000000000000000000000000000000.5"] = 1e38,
  }) do
    equal(json.decode(text), number)
  end
end)

that("json.decode reads escapes, and bytes as they are", function()
  equal(json.decode([["\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\ud83d\ude00\u0000"]]), "\"\\/\b\f\n\r\tA\u{e9}\u{20ac}\u{1f600}\0")
  equal(json.decode([["\ud83d-\ude00"]]), "\u{fffd}-\u{fffd}")
  equal(json.decode('"\xff\x80\x7f"'), "\xff\x80\x7f")
  equal(json.decode('"' .. ("a"):rep(1000) .. [[\n"]]), ("a"):rep(1000) .. "\n")
end)

that("json.decode says where a text is wrong", function()
  refuses("", "line 1, column 1: expected a value, but the text ends")
  refuses("[1, 2", "line 1, column 6: expected ',' or ']', but the text ends")
  refuses("[1,]", "line 1, column 4: expected a value, got ']'")
  refuses("[1 2]", "line 1, column 4: expected ',' or ']', got '2'")
  refuses('{"a": 1,\n "b" 2}', "line 2, column 6: expected ':' behind a key, got '2'")
  refuses('{"a": 1\n "b": 2}', "line 2, column 2: expected ',' or '}', got '\"'")
  refuses("{a: 1}", "line 1, column 2: expected a key in quotation marks, got 'a'")
  refuses('{"a": 1,}', "line 1, column 9: expected a key in quotation marks, got '}'")
  refuses("[true] false", "line 1, column 8: expected nothing behind the value, got 'f'")
  refuses("nul", "line 1, column 1: expected a value, got 'n'")
  refuses("NaN", "line 1, column 1: expected a value, got 'N'")
  refuses("[\xff]", "line 1, column 2: expected a value, got the byte 255")
  refuses("[\0]", "line 1, column 2: expected a value, got the byte 0")
  refuses("01", "line 1, column 1: a number must not begin with 0")
  refuses("-", "line 1, column 2: expected a digit, but the text ends")
  refuses("1.", "line 1, column 3: expected a digit, but the text ends")
  refuses("1e", "line 1, column 3: expected a digit, but the text ends")
  refuses("[1e999]", "line 1, column 2: a number that is too large")
  refuses('"\u{e9}\u{e9}\\q"', "line 1, column 4: a string has no such escape")
  refuses([["\u12g4"]], "line 1, column 2: expected four hexadecimal digits behind \\u, got '\\'")
  refuses('"a\nb"', "line 1, column 3: a string must have an escape instead of this control character")
  refuses('"abc', "line 1, column 1: a string without its end")
  refuses('"abc\\', "line 1, column 1: a string without its end")
  refuses(("["):rep(1001), "line 1, column 1001: nested deeper than 1000 levels")
end)

that("json.decode reads 1000 levels", function() same(("["):rep(1000) .. ("]"):rep(1000)) end)

that("json.encode writes what json.decode read, in its order", function()
  same('{"z":1,"a":[1,2.5,{},[],{"c":null,"b":1},{"c":2,"b":"x"},{"b":1,"c":3},{"c":4}],"":true,"\u{20ac}":"\u{1f600}\xff"}')
  same('[{"a":1,"b":2},{"a":1},{"a":1,"b":2,"c":3},{"b":2,"a":1},{"x":{"a":1}},[{"y":1}]]')
  same('{"a":1,"b":2,"a":3}', '{"a":3,"b":2}')
  same('{"b":1,"a":{"b":2,"b":3}}', '{"b":1,"a":{"b":3}}')
end)

that("json.encode puts new keys behind the known ones, sorted", function()
  local map = json.decode('{"b": 1, "a": 2}')
  map.d, map.c, map.b = 3, 4, nil
  equal(json.encode(map), '{"a":2,"c":4,"d":3}')
  equal(json.encode(map, { sort_keys = true }), '{"a":2,"c":4,"d":3}')
  map.b = 0
  equal(json.encode(map), '{"b":0,"a":2,"c":4,"d":3}')
  equal(json.encode(map, { sort_keys = true }), '{"a":2,"b":0,"c":4,"d":3}')
end)

that("json.encode sorts the keys of other tables", function()
  local map = {}
  for index = 1, 100 do map[("k%03d"):format(index)] = index end
  local parts = {}
  for index = 1, 100 do parts[index] = ('"k%03d":%d'):format(index, index) end
  equal(json.encode(map), "{" .. table.concat(parts, ",") .. "}")
  equal(json.encode({ b = 1, a = 2, ab = 3, [""] = 4 }), '{"":4,"a":2,"ab":3,"b":1}')
end)

that("json.encode writes numbers that read back as the same", function()
  for text, number in pairs({
    ["1"] = 1.0, ["0"] = 0, ["-9223372036854775808"] = math.mininteger, ["0.1"] = 0.1, ["0.30000000000000004"] = 0.1 + 0.2,
    ["1e+300"] = 1e300, ["-0.0"] = -0.0, ["4.94065645841247e-324"] = 4.9e-324, ["9007199254740991"] = 2.0 ^ 53 - 1,
  }) do
    equal(json.encode(number), text)
  end
end)

that("json.encode writes strings with the escapes that JSON needs", function()
  equal(json.encode("\"\\/\b\f\n\r\t\0\x1f\x7f\u{e9}\xff"), [["\"\\/\b\f\n\r\t\u0000\u001f]] .. '\x7f\u{e9}\xff"')
  equal(json.encode(("a\n"):rep(5000)), '"' .. ("a\\n"):rep(5000) .. '"')
end)

that("json.encode finds what needs an escape at every place of a long string", function()
  for _, char in ipairs({ '"', "\\", "\n", "\31" }) do
    local escape = json.encode(char):sub(2, -2)
    for place = 1, 40 do
      local before, after = ("\127 \255"):rep(40):sub(1, place - 1), ("!#[]"):rep(10):sub(place)
      equal(json.encode(before .. char .. after), '"' .. before .. escape .. after .. '"')
    end
  end
end)

-- The first of 15 to 17 digits with which a number is read back.
local function shortest(number)
  for digits = 15, 17 do
    local text = ("%." .. digits .. "g"):format(number)
    if tonumber(text) == number then return text end
  end
end

that("json.encode writes as few digits as a number needs", function()
  local numbers = { 0.1, 0.1 + 0.2, -0.5, 1e-4, 9.9999e-5, 123456.789, 1e9 + 0.5, 999999999.999999, 999999999.9999999, 5e-324, -1 / 3 }
  for power = 1, 12 do
    for number = 7, 20007, 100 do numbers[#numbers + 1] = number / 10 ^ power end
  end
  for _, number in ipairs(numbers) do
    if number ~= math.floor(number) then equal(json.encode(number), shortest(number)) end
  end
end)

that("json.encode sorts the keys of maps under one name, whether they are those of the last one or not", function()
  local function map(...)
    local made = {}
    for _, key in ipairs({ ... }) do made[key] = 1 end
    return made
  end
  local list = { map("b", "a"), map("a", "b"), map("b"), map("b", "c"), map("c", "b", "a"), map() }
  equal(json.encode(list), '[{"a":1,"b":1},{"a":1,"b":1},{"b":1},{"b":1,"c":1},{"a":1,"b":1,"c":1},{}]')
  equal(json.encode({ x = { x = map("x", "a"), a = map("a") }, a = 1 }), '{"a":1,"x":{"a":{"a":1},"x":{"a":1,"x":1}}}')
  local ordered = json.decode('[{"b":1,"a":2},{"a":3,"b":4}]')
  equal(json.encode(ordered, { sort_keys = true }), '[{"a":2,"b":1},{"a":3,"b":4}]')
  equal(json.encode({ ordered[1], { b = 5, a = 6 } }), '[{"b":1,"a":2},{"a":6,"b":5}]')
end)

that("json.encode indents", function()
  local value = json.decode('{"a": [1, {}], "b": [], "c": {"d": null}}')
  equal(json.encode(value, { indent = 2 }), '{\n  "a": [\n    1,\n    {}\n  ],\n  "b": [],\n  "c": {\n    "d": null\n  }\n}')
  equal(json.encode({ 1 }, { indent = "\t" }), "[\n\t1\n]")
  equal(json.encode({ 1 }, { indent = 0 }), "[1]")
end)

that("json.array and json.is_array tell arrays from objects", function()
  equal(json.encode({}), "{}")
  equal(json.encode(json.array()), "[]")
  local list = {}
  equal(json.array(list), list)
  equal(json.encode({ list, json.array({ 1, json.null, 3 }) }), "[[],[1,null,3]]")
  for text, expected in pairs({ ["[]"] = true, ["[1]"] = true, ["{}"] = false, ['{"1":1}'] = false, ["1"] = false }) do
    equal(json.is_array(json.decode(text)), expected)
  end
  equal(json.is_array({}), false)
  equal(json.is_array({ 1, 2 }), true)
  equal(json.is_array({ 1, nil, 3, x = 1 }), false)
  equal(json.is_array(nil), false)
end)

that("json.null is that of cjson, and encode takes nil too", function()
  equal(json.null, require("cjson").null)
  equal(json.encode({ json.null, a = nil }), "[null]")
  equal(json.encode(nil), "null")
end)

that("json.encode names the place of what JSON does not have", function()
  local function refused(place, value) fails("^bad argument #1 to 'encode' %(" .. place .. "%)$", json.encode, value) end
  refused("%.a%.b%[2%]: a function is no JSON", { a = { b = { 1, print } } })
  refused("a userdata is no JSON", io.stdout)
  refused("a thread is no JSON", coroutine.create(print))
  refused("%[1%]: JSON has no number for infinity and NaN", { 0 / 0 })
  refused("JSON has no number for infinity and NaN", -math.huge)
  local array = json.decode('["a", "b", "c"]')
  array[2] = nil
  refused("an array with a hole, or with other keys than 1 to n", array)
  array[2], array.name = "b", "web"
  refused("an array with a hole, or with other keys than 1 to n", array)
  refused("%.x: an array with a hole, or with other keys than 1 to n", { x = json.array({ name = "web" }) })
  local map = json.decode('{"1": "x"}')
  map[1] = "y"
  refused("%S+: two keys with this text are no JSON", map)
  map["1"] = nil
  equal(json.encode(map), '{"1":"y"}')
  refused("%.x: a table that is neither a list without holes nor a map with strings as keys", { x = { 1, nil, 3 } })
  refused("a table that is neither a list without holes nor a map with strings as keys", { 1, x = 2 })
  refused("a table that is neither a list without holes nor a map with strings as keys: nothing is at %[2%]", { 1, nil, 3 })
  refused("%.true: a boolean as a key is no JSON: write tostring%(key%)", { [true] = 1 })
  refused("%.function%S* %S+: a function as a key is no JSON", { [print] = 1 })
  refused("%.2%.5: a number as a key is no JSON: write tostring%(key%)", { [2.5] = 1 })
  local loop = {}
  loop.loop = loop
  refused("nested deeper than 1000 levels %(does a table contain itself%?%)", loop)
end)

that("json refuses wrong arguments", function()
  fails("^bad argument #1 to 'decode' %(string expected, got nil%)$", json.decode)
  fails("^bad argument #1 to 'decode' %(string expected, got table%)$", json.decode, {})
  fails("^bad argument #2 to 'encode' %(table expected, got string%)$", json.encode, 1, "x")
  fails("^bad argument #2 to 'encode' %(unknown option 'indented': did you mean 'indent'%?%)$", json.encode, 1, { indented = 2 })
  fails("^bad argument #2 to 'encode' %(option 'indent': number or string expected, got boolean%)$", json.encode, 1, { indent = true })
  fails("^bad argument #2 to 'encode' %(option 'indent': 0 to 16 spaces expected, got 17%)$", json.encode, 1, { indent = 17 })
  fails("^bad argument #1 to 'array' %(table expected, got string%)$", json.array, "x")
end)

that("json.null shows as null, and errors name it", function()
  equal(tostring(json.null), "null")
  equal(("%s"):format(json.null), "null")
  equal(require("helm.term").table({ { "a", json.null } }), "a  null\n")
  local null = json.null
  for what, use in pairs({
    concatenate = function() return "x" .. null end,
    index = function() return null.name end,
    ["set 'a' in"] = function() null.a = 1 end,
    ["set '1' in"] = function() null[1] = 1 end,
    ["get the length of"] = function() return #null end,
    ["iterate over"] = function() for _ in pairs(null) do end end,
    ["perform arithmetic on"] = function() return 1 + null end,
    ["perform a bitwise operation on"] = function() return null | 1 end,
    compare = function() return 1 < null end,
  }) do
    fails("json.lua:%d+: attempt to " .. what .. " null %(test for it with `== json.null` or `== yaml.null`%)$", use)
  end
  fails("attempt to index null", function() for _ in ipairs(null) do end end)
  fails("attempt to perform arithmetic on null", function() return -null end)
  fails("attempt to compare null", function() return null >= "x" end)
end)

that("lists of the library are arrays, also empty ones", function()
  local fs, path, regex, yaml = require("helm.fs"), require("helm.path"), require("helm.regex"), require("helm.yaml")
  local empty = assert(fs.tmpdir())
  equal(json.encode({ fs.glob("*", empty), fs.list(empty), path.split("."), yaml.decode_all(""), regex.new(","):split("a,b") }), '[[],[],[],[],["a","b"]]')
  equal(yaml.encode(fs.glob("*", empty)), "[]\n")
  local archive = require("helm.archive")
  fs.mkdir(empty .. "/from/folder")
  assert(archive.create(empty .. "/a.tar", empty .. "/from"))
  equal(json.encode(archive.extract(empty .. "/a.tar", empty .. "/to")), "[]")
  equal(json.is_array(fs.list(empty)), true)
end)
