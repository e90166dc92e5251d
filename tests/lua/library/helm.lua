local check = require("check")
local that, equal, fails = check.that, check.equal, check.fails

that("helm loads a module at its first use, the one that require returns", function()
  local helm = require("helm")
  equal(rawget(helm, "platform"), nil)
  equal(helm.platform, require("helm.platform"))
  equal(rawget(helm, "platform"), require("helm.platform"))
end)

that("helm has nothing under other names", function()
  equal(require("helm").nothing, nil)
  equal(require("helm")[1], nil)
end)

that("package.preload has only the library's modules", function()
  equal(type(package.preload["helm.env"]), "function")
  equal(package.preload["helm.nothing"], nil)
  equal(package.preload.string, nil)
  equal(next(package.preload), nil)
end)

that("a module in package.preload wins over the library's", function()
  local loaded = package.loaded["helm.version"]
  package.loaded["helm.version"] = nil
  package.preload["helm.version"] = function() return "mine" end
  equal(require("helm.version"), "mine")
  package.preload["helm.version"] = nil
  package.loaded["helm.version"] = loaded
end)

that("an unknown module is an error that says where it was searched", function()
  fails("no field package.preload%['helm.nothing'%]", require, "helm.nothing")
end)

local env, fs = require("helm.env"), require("helm.fs")
local command = require("helm.helm")
local on_windows = package.config:sub(1, 1) == "\\"
local root = assert(fs.tmpdir("luff-helm-"))

-- A Helm that prints its arguments as JSON, and fails where the first is "fail".
local function install()
  local file = root .. (on_windows and "/helm.lua" or "/helm")
  local lua = [[
    if arg[1] == "fail" then io.stderr:write("no luck\n") os.exit(2) end
    local words = {}
    for index, word in ipairs(arg) do words[index] = '"' .. word .. '"' end
    io.write("[", table.concat(words, ","), "]")
  ]]
  local sh = [[#!/bin/sh
[ "$1" != fail ] || { echo no luck >&2; exit 2; }
separator=[
for word; do printf '%s"%s"' "$separator" "$word"; separator=,; done
printf ']'
]]
  assert(fs.write(file, on_windows and lua or sh))
  assert(fs.chmod(file, "+x"))
  env.set("HELM_BIN", file)
end

install()

check.that("helm.helm runs the program of HELM_BIN", function()
  check.equal(command.run({ "list", "a b" }).stdout, '["list","a b"]')
  check.list(command.json({ "list" }), "list", "-o", "json")
  check.equal(command.run({ "fail" }).code, 2)
  local value, message, code = command.json({ "fail" })
  check.list({ value, code }, nil, "EFAILED")
  check.equal(message:find("exit status 2: no luck$") ~= nil, true)
end)

check.that("helm.helm.json names the program whose output is no JSON", function()
  local process = require("helm.process")
  local argv
  local run = process.run
  process.run = function(given)
    argv = given
    return { ok = true, code = 0, stdout = "Warning", stderr = "" }
  end
  local value, message, code = command.json({ "list" })
  process.run = run
  check.list({ value, code }, nil, "EINVAL")
  check.equal(message, argv[1] .. ": its output is no JSON: line 1, column 1: expected a value, got 'W'")
end)

check.that("helm.helm.template has flags for its options", function()
  local set = { b = 2, a = "x" }
  local text = command.template({ chart = "./web", name = "web", namespace = "team", values = { "v.yaml" }, set = set, args = { "--debug" } })
  local expected = "template web ./web --namespace team --values v.yaml --set-string a=x --set b=2 --debug"
  check.equal(table.concat(require("helm.json").decode(text), " "), expected)
end)

-- The flags of `set`, as process.run gets them.
local function flags_of(set)
  local process = require("helm.process")
  local run, words = process.run, nil
  process.run = function(argv)
    words = table.move(argv, 4, #argv, 1, {})
    return { ok = true, code = 0, stdout = "", stderr = "" }
  end
  local ok, message = pcall(command.template, { chart = "c", set = set })
  process.run = run
  if not ok then error(message, 0) end
  return words
end

check.that("helm.helm.template gives Helm each value as it is", function()
  local json = require("helm.json")
  local function gives(set, ...) check.list(flags_of(set), ...) end
  gives({ a = "true" }, "--set-string", "a=true")
  gives({ a = [[x\,b={]] }, "--set-string", [[a=x\\\,b={]])
  gives({ a = "{x}" }, "--set-string", [[a=\{x}]])
  gives({ a = false, b = json.null, c = -5 }, "--set", "a=false", "--set", "b=null", "--set", "c=-5")
  gives({ a = 2.5, b = {}, c = json.array() }, "--set-json", "a=2.5", "--set-json", "b={}", "--set-json", "c=[]")
  gives({ a = { "x", { 1 } } }, "--set-json", "a=[]", "--set-string", "a[0]=x", "--set-json", "a[1]=[]", "--set", "a[1][0]=1")
  gives({ a = { b = { ["c.d/e,f=g[0]\\"] = 1 } } }, "--set", [[a.b.c\.d/e\,f\=g\[0]\\=1]])
  gives({ ["a.b[0]"] = 1, ["c\\.d"] = 2, ["e,f=g"] = 3 }, "--set", "a.b[0]=1", "--set", "c\\.d=2", "--set", "e\\,f\\=g=3")
end)

check.that("helm.helm.template refuses values that Helm does not have", function()
  local function refused(problem, set) check.fails("option 'set': " .. problem, flags_of, set) end
  refused("a: a string, number, boolean or table expected, got function", { a = print })
  refused("a%.b: a string, number, boolean or table expected, got inf", { a = { b = math.huge } })
  refused("a: a string expected as a key, got number %(1%)", { a = { 1, nil, 3 } })
  refused("a: element #2 is missing", { a = require("helm.json").array({ 1, nil, 3 }) })
  refused("a string expected as a key, got number %(1%)", { "a=1" })
  refused("a: an empty string is no name of a value", { a = { [""] = 1 } })
  local loop = {}
  loop.a = loop
  refused("a%.a.*: nested deeper than 30 levels", loop)
end)

check.that("helm.helm refuses wrong arguments", function()
  check.fails("^bad argument #1 to 'run' %(table expected, got nil%)$", command.run)
  check.fails("^bad argument #1 to 'json' %(table expected, got nil%)$", command.json)
  check.fails("^bad argument #1 to 'template' %(table expected, got nil%)$", command.template)
  for _, name in ipairs({ "run", "json" }) do
    check.fails(("^bad argument #1 to '%s' %%(element #2: string expected, got nil%%)$"):format(name), command[name], { "list", nil, "--all" })
  end
  check.fails("option 'args': element #1: string expected, got nil", command.template, { chart = "c", args = { nil, "--debug" } })
  check.fails("option 'values': element #2: string expected, got nil", command.template, { chart = "c", values = { "a", nil, "b" } })
  check.fails("option 'values': element #1: string expected, got table", command.template, { chart = "c", values = { { a = 1 } } })
  check.fails("option 'chart': string expected, got nil", command.template, {})
  check.fails("unknown option 'files'", command.template, { files = {} })
end)
