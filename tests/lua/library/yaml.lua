local check = require("check")
local that, equal, fails, returns = check.that, check.equal, check.fails, check.returns
local yaml = require("helm.yaml")
local json = require("helm.json")

-- What a text is, as JSON.
local function reads(text, expected, options) equal(json.encode(assert(yaml.decode(text, options))), expected) end

local function refuses(text, message) returns(table.pack(yaml.decode(text)), nil, message, "EINVAL") end

local function same(text) equal(yaml.encode(assert(yaml.decode(text))), text) end

that("yaml.decode reads maps and lists, and keeps the order of keys", function()
  reads("z: 1\na:\n- b: x\n  a: y\n- a: 1\n  b: 2\nc: {y: 1, x: [1, 2]}\n", '{"z":1,"a":[{"b":"x","a":"y"},{"a":1,"b":2}],"c":{"y":1,"x":[1,2]}}')
  reads("a: []\nb: {}\n", '{"a":[],"b":{}}')
  reads("a: 1\nb: 2\na: 3\n", '{"a":3,"b":2}')
  equal(yaml.decode(""), yaml.null)
  equal(yaml.decode("# nothing\n"), yaml.null)
end)

that("yaml.decode reads plain scalars by the core schema, and numbers as Helm does", function()
  for text, value in pairs({
    ["true"] = true, ["False"] = false, ["null"] = yaml.null, ["~"] = yaml.null, ["12"] = 12, ["-7"] = -7, ["+7"] = 7, ["0"] = 0, ["0x1F"] = 31, ["0o17"] = 15,
    ["0644"] = 420, ["0b101"] = 5, ["089"] = 89, ["1.5"] = 1.5, [".5"] = 0.5, ["1."] = 1.0, ["1e3"] = 1000.0, ["-1.5E-2"] = -0.015, [".inf"] = math.huge,
    ["-.Inf"] = -math.huge, [".NaN"] = 0 / 0, ["9223372036854775807"] = math.maxinteger, ["-9223372036854775808"] = math.mininteger,
    ["9223372036854775808"] = 2.0 ^ 63, ["yes"] = "yes", ["off"] = "off", ["1.2.3"] = "1.2.3", ["0x"] = "0x",
    -- Helm leaves each _ out, and so does luff: what a plugin reads of values is what a template gets.
    ["1_000"] = 1000, ["1_000.5"] = 1000.5, ["0x1_F"] = 31, ["0_7"] = 7, ["1_"] = 1, ["_1"] = "_1", ["._5"] = "._5", ["1_a"] = "1_a", ["-_"] = "-_",
    ["0B101"] = 5, ["-0b11"] = -3, ["0O17"] = 15, ["+0o7"] = 7, ["0X1f"] = 31, ["0o8"] = "0o8", ["0b2"] = "0b2", ["0b"] = "0b", ["."] = ".", ["-"] = nil,
    ["2020-01-01"] = "2020-01-01", ["tRUE"] = "tRUE", ["1e"] = "1e", ["e3"] = "e3",
  }) do
    equal(yaml.decode(text), value)
  end
  for _, text in ipairs({ "'1'", '"1"', "!!str 1", "|-\n 1", "! '1'" }) do equal(yaml.decode(text), "1") end
end)

that("yaml.decode reads the booleans of YAML 1.1 by the option", function()
  reads("[y, Y, yes, Yes, YES, on, On, ON, n, N, no, No, NO, off, Off, OFF]", "[true,true,true,true,true,true,true,true,false,false,false,false,false,false,false,false]", { helm_booleans = true })
  reads("['yes', yEs]", '["yes","yEs"]', { helm_booleans = true })
  reads("[yes, no]", '["yes","no"]')
end)

that("yaml.decode reads keys as Helm does by the option", function()
  local helm = { helm_booleans = true }
  -- What sigs.k8s.io/yaml makes of these.
  reads('data: {on: "yes", off: no}', '{"data":{"true":"yes","false":false}}', helm)
  reads('n: {No: x, "off": z}', '{"false":{"false":"x","off":"z"}}', helm)
  reads("{y: 1, !!str on: x, 'no': 2}", '{"true":1,"on":"x","no":2}', helm)
  reads("{on: 1, no: 2}", '{"on":1,"no":2}')
  equal(yaml.encode(yaml.decode('on: "yes"', helm)), 'true: "yes"\n')
  equal(yaml.encode(yaml.decode('"on": "yes"', helm)), '"on": "yes"\n')
end)

that("yaml.decode reads tags", function()
  equal(yaml.decode("!!int '5'"), 5)
  equal(yaml.decode("!!float 5"), 5.0)
  equal(yaml.decode("!!bool yes"), true)
  equal(yaml.decode("!!null ''"), yaml.null)
  equal(yaml.decode("!!binary aGVs bG8="), "hello")
  equal(yaml.decode("!own 5"), "5")
  refuses("!!int x", "line 1, column 1: a value that does not fit its tag")
  refuses("a:\n  !!binary '*'", "line 2, column 3: a value of !!binary that is not base64")
end)

that("yaml.decode reads anchors, aliases and merges", function()
  local value = yaml.decode("a: &x {p: 1}\nb: *x\nc: [&y 5, *y]\n")
  equal(value.a, value.b)
  equal(value.c[2], 5)
  reads("base: &b {x: 1, y: 2}\nd:\n  <<: *b\n  y: 3\n  z: 4\n", '{"base":{"x":1,"y":2},"d":{"y":3,"z":4,"x":1}}')
  reads("- &a {x: 1}\n- &b {x: 2, y: 2}\n- <<: [*a, *b]\n- {<<: *b, <<: *a}\n", '[{"x":1},{"x":2,"y":2},{"x":1,"y":2},{"x":2,"y":2}]')
  refuses("a: *x", "line 1, column 4: an alias of nothing that is complete before it")
  refuses("a: &x [*x]", "line 1, column 8: an alias of nothing that is complete before it")
  refuses("<<: 5\na: 1", "line 1, column 5: << merges only maps")
end)

that("yaml.decode says where a text is wrong", function()
  refuses("a: 1\nb: c: 2", "line 2, column 5: mapping values are not allowed in this context")
  refuses("a: [1", "line 2, column 1: did not find expected ',' or ']' while parsing a flow sequence that begins in line 1")
  refuses("- 1\n---\n- 2", "line 2, column 1: a second document, where one alone is expected")
  refuses("a: 1\nb: \xff", "line 2, column 4: invalid leading UTF-8 octet")
  refuses("a: \0", "line 1, column 4: control characters are not allowed")
  refuses(".nan: 1", "line 1, column 1: a key must not be NaN")
  refuses(("["):rep(1001), "line 1, column 1001: nested deeper than 1000 levels")
  reads(("["):rep(1000) .. ("]"):rep(1000), ("["):rep(1000) .. ("]"):rep(1000))
end)

that("yaml.decode takes keys of all kinds", function()
  local value = yaml.decode("1: a\n2.5: b\ntrue: c\nnull: d\n? [x]\n: e\n")
  equal(value[1] .. value[2.5] .. value[true] .. value[yaml.null], "abcd")
  local lists = 0
  for key in pairs(value) do lists = lists + (type(key) == "table" and 1 or 0) end
  equal(lists, 1)
end)

that("yaml.decode_all has all documents", function()
  equal(json.encode(yaml.decode_all("---\na: 1\n---\n---\n- b\n...\n")), '[{"a":1},null,["b"]]')
  equal(#yaml.decode_all(""), 0)
  equal(yaml.decode_all("[yes]", { helm_booleans = true })[1][1], true)
  returns(table.pack(yaml.decode_all("a: 1\n---\n[")), nil, "line 4, column 1: did not find expected node content while parsing a flow node that begins in line 4", "EINVAL")
end)

that("yaml.documents reads one document at a time", function()
  local text = ("---\nkind: ConfigMap\nmetadata: {name: one}\ndata: {key: %s}\n"):format(("x"):rep(2000)):rep(10000)
  collectgarbage()
  local before, most, count = collectgarbage("count"), 0, 0
  for document in yaml.documents(text) do
    count = count + 1
    if document.kind ~= "ConfigMap" then error("not a document") end
    if count % 1000 == 0 then
      collectgarbage()
      most = math.max(most, collectgarbage("count") - before)
    end
  end
  equal(count, 10000)
  equal(most < 1000, true)
  local seen = {}
  fails("yaml.lua:%d+: line 4, column 1: did not find expected node content", function()
    for document in yaml.documents("--- 1\n--- 2\n--- [\n") do seen[#seen + 1] = document end
  end)
  check.list(seen, 1, 2)
end)

that("yaml.encode writes what yaml.decode read, in its order", function()
  same("z: 1\na:\n- b: x\n  a: z\n- a: 1\n  b: 2.5\nc:\n  p: true\n  x: null\n")
  same("a: []\nb: {}\nc: |\n  one\n  two\nd: |-\n  one\n  two\n")
  same("1: a\ntrue: b\n\"\": c\n")
  local value = yaml.decode("b: 1\na: 2\n")
  value.d, value.c, value.b = 3, 4, nil
  equal(yaml.encode(value), "a: 2\nc: 4\nd: 3\n")
  value.b = 0
  equal(yaml.encode(value), "b: 0\na: 2\nc: 4\nd: 3\n")
  equal(yaml.encode(value, { sort_keys = true }), "a: 2\nb: 0\nc: 4\nd: 3\n")
  equal(json.encode(yaml.decode("b: 1\na: 2\n")), '{"b":1,"a":2}')
  equal(yaml.encode(json.decode('{"b": [], "a": {}}')), "b: []\na: {}\n")
end)

that("yaml.encode quotes what would be read as something else", function()
  for _, text in ipairs({
    "", "~", "null", "true", "False", "yes", "No", "on", "OFF", "y", "N", "12", "-1", "0644", "0x1F", "0o17", "1.5", ".5", "1e3", ".inf", ".NaN", "1_000", "0O17", "0X1F", "0B1", "0b1", "12:30:45",
    "2020-01-01", "2020-01-01T00:00:00Z", "<<", "=", "- a", "-", "?", "a: b", "a #b", "#a", "[a]", "{a}", "*a", "&a", "!a", "%a", "@a", "`a", "|", ">", " a", "a ", "a\tb", "'a'",
    '"a"', "a\n", "\n", "\na", " a\n", "a\n\n", "a\nb \n", "a\r\n", "\u{e9}", "\u{2028}", "\u{feff}", "\u{1f600}", "\0", "\x7f", "a:", ":a", "---", "...", "--- a",
  }) do
    local written = yaml.encode({ key = text })
    equal(yaml.decode(written).key, text)
    equal(yaml.decode(written, { helm_booleans = true }).key, text)
    -- lyaml ends a string at a zero.
    if text ~= "\0" then equal(require("lyaml").load(written).key, text) end
  end
  equal(yaml.encode({ "1.2.3", "yes", "a b", "10.0.0.1", "x-y_z", "012-a" }), '- 1.2.3\n- "yes"\n- a b\n- 10.0.0.1\n- x-y_z\n- 012-a\n')
  local long = ("word "):rep(100) .. "end"
  equal(yaml.encode({ long }), "- " .. long .. "\n")
end)

that("yaml.encode writes bytes that are no UTF-8 as !!binary", function()
  for _, bytes in ipairs({ "\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "a\xe9b", "\xe2\x82", "\xff\xff\xff" }) do
    equal(yaml.decode(yaml.encode({ bytes }))[1], bytes)
  end
  equal(yaml.encode({ "\xff\0x" }), '- !!binary "/wB4"\n')
end)

that("yaml.encode writes numbers that read back as the same", function()
  for _, number in ipairs({ 0, -1, math.maxinteger, math.mininteger, 0.1, 1e300, 4.9e-324, math.huge, -math.huge, 0 / 0, 0.1 + 0.2, -0.0 }) do
    equal(yaml.decode(yaml.encode(number)), number)
  end
  equal(yaml.encode(2.0), "2\n")
end)

that("yaml.encode indents, and writes lists of lists", function()
  equal(yaml.encode({ a = { b = { c = 1 } } }, { indent = 4 }), "a:\n    b:\n        c: 1\n")
  equal(yaml.encode({ { 1, { 2 } }, json.array() }), "- - 1\n  - - 2\n- []\n")
  equal(yaml.encode(yaml.null), "null\n")
  equal(yaml.encode("text"), "text\n")
end)

that("yaml.encode_all writes a mark before each document", function()
  equal(yaml.encode_all({ { a = 1 }, yaml.null, "x" }), "---\na: 1\n--- null\n--- x\n")
  equal(yaml.encode_all({}), "")
  local text = "---\nb: 1\na: 2\n---\n- 1\n"
  equal(yaml.encode_all(yaml.decode_all(text)), text)
end)

that("yaml.encode names the place of what YAML does not have", function()
  local function refused(place, value) fails("^bad argument #1 to 'encode' %(" .. place .. "%)$", yaml.encode, value) end
  refused("%.a%.b%[2%]: a function is no YAML", { a = { b = { 1, print } } })
  refused("a userdata is no YAML", io.stdout)
  local array = yaml.decode("[a, b, c]")
  array[2] = nil
  refused("an array with a hole, or with other keys than 1 to n", array)
  array = yaml.decode("x: [a, b]")
  array.x.name = "web"
  refused("%.x: an array with a hole, or with other keys than 1 to n", array)
  refused("%.x: a table that is neither a list without holes nor a map with strings as keys", { x = { 1, nil, 3 } })
  refused("a table that is neither a list without holes nor a map with strings as keys", { 1, x = 2 })
  refused("a table that is neither a list without holes nor a map with strings as keys: nothing is at %[2%]", { 1, nil, 3 })
  local keys = ": a map has strings as keys, such as tostring%(key%), and a list 1 to n"
  refused("%.ports: the key 8080 is a number" .. keys, { ports = { [8080] = "a" } })
  refused("the key true is a boolean" .. keys, { [true] = 1, a = 2 })
  local loop = {}
  loop.loop = loop
  refused("nested deeper than 1000 levels %(does a table contain itself%?%)", loop)
  fails("^bad argument #1 to 'encode_all' %(%[1%]: a function is no YAML%)$", yaml.encode_all, { print })
  fails("^bad argument #1 to 'encode_all' %(%[2%]%.b: a function is no YAML%)$", yaml.encode_all, { { a = 1 }, { b = print } })
  fails("%(%[2%]%[3%]%.c: a function is no YAML%)$", yaml.encode_all, { 1, { 1, 2, { c = print } } })
  fails("%(%[3%]: a table that is neither .+: nothing is at %[2%]%)$", yaml.encode_all, { 1, 2, { 1, nil, 3 } })
  fails("%(%[2%]: a document expected, got nil %(yaml.null stands for an empty one%)%)$", yaml.encode_all, { 1, nil, 3 })
  fails("%(a list of documents expected, got a table with the key 'kind'%)$", yaml.encode_all, { kind = "Pod" })
  fails("%(a list of documents expected, got a table with the key '0'%)$", yaml.encode_all, { [0] = 1, 2 })
  equal(yaml.encode_all(table.pack(1, 2)), "--- 1\n--- 2\n")
end)

that("yaml refuses wrong arguments", function()
  for _, name in ipairs({ "decode", "decode_all", "documents" }) do
    fails(("^bad argument #1 to '%s' %%(string expected, got nil%%)$"):format(name), yaml[name])
    fails(("^bad argument #2 to '%s' %%(unknown option 'x'%%)$"):format(name), yaml[name], "", { x = 1 })
    fails(("^bad argument #2 to '%s' %%(option 'helm_booleans': boolean expected, got number%%)$"):format(name), yaml[name], "", { helm_booleans = 1 })
  end
  fails("^bad argument #2 to 'encode' %(option 'indent': 2 to 9 spaces expected, got 1%)$", yaml.encode, 1, { indent = 1 })
  fails("^bad argument #2 to 'encode_all' %(option 'indent': 2 to 9 spaces expected, got 2.5%)$", yaml.encode_all, {}, { indent = 2.5 })
  fails("^bad argument #2 to 'encode' %(unknown option 'x'%)$", yaml.encode, 1, { x = 1 })
  fails("^bad argument #1 to 'encode_all' %(table expected, got string%)$", yaml.encode_all, "x")
end)
