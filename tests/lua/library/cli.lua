local check = require("check")
local that, equal, fails, returns = check.that, check.equal, check.fails, check.returns
local cli = require("helm.cli")

local SPEC = {
  name = "helm total",
  args = "CHART...",
  help = "Counts.",
  flags = {
    { name = "output", short = "o", type = "string", choices = { "table", "json" }, default = "table", help = "How." },
    { name = "max-size", type = "number", default = 3 },
    { name = "set", short = "s", type = "string", repeatable = true, value = "KEY=VALUE" },
    { name = "quiet", short = "q" },
    { name = "all", short = "a" },
  },
}

that("cli.parse knows every way to write a flag", function()
  for _, args in ipairs({
    { "-o", "json", "-qa", "x" },
    { "-ojson", "-q", "-a", "x" },
    { "-o=json", "x", "-aq" },
    { "--output", "json", "--quiet", "--all", "x" },
    { "-qaojson", "x" },
    { "--output=json", "-q", "--all", "--", "x" },
  }) do
    local opts, rest = assert(cli.parse(SPEC, args))
    check.list({ opts.output, opts.quiet, opts.all, #rest, rest[1] }, "json", true, true, 1, "x")
  end
end)

that("cli.parse has defaults, numbers and repeated flags", function()
  local opts, rest = assert(cli.parse(SPEC, {}))
  check.list({ opts.output, opts.max_size, opts.quiet, #rest }, "table", 3, false, 0)
  equal(opts.set, nil)
  equal(opts.help, nil)
  opts = assert(cli.parse(SPEC, { "--max-size=2.5", "-sa=1", "--set", "b=2", "--set=" }))
  equal(opts.max_size, 2.5)
  check.list(opts.set, "a=1", "b=2", "")
end)

that("cli.parse leaves what is no flag", function()
  local _, rest = assert(cli.parse(SPEC, { "a", "-", "--", "-q", "--", "\xff" }))
  check.list(rest, "a", "-", "-q", "--", "\xff")
end)

that("cli.parse says what is wrong", function()
  for _, case in ipairs({
    { { "--no" }, "unknown flag %-%-no" },
    { { "-qx" }, "unknown flag %-x" },
    { { "--output" }, "%-%-output needs a value" },
    { { "-o", "xml" }, "%-%-output: one of table, json expected, got 'xml'" },
    { { "--max-size=big" }, "%-%-max%-size: a number expected, got 'big'" },
    { { "--quiet=yes" }, "%-%-quiet takes no value" },
  }) do
    local opts, message, code = cli.parse(SPEC, case[1])
    check.list({ opts, code }, nil, "EUSAGE")
    equal(message:find(case[2] .. "\nUsage: helm total %[FLAGS%] CHART%.%.%. %(%-%-help says more%)$") ~= nil, true)
  end
end)

that("cli.parse knows commands with flags of their own", function()
  local spec = { name = "x", flags = { { name = "debug" } }, commands = { list = { flags = SPEC.flags, args = "NAME" }, add = {} } }
  local opts, rest = assert(cli.parse(spec, { "--debug", "list", "-q", "web" }))
  check.list({ opts.command, opts.debug, opts.quiet, rest[1] }, "list", true, true, "web")
  equal(select(2, cli.parse(spec, { "lst" })):find("^unknown command 'lst' %(did you mean list%?%)\n") ~= nil, true)
  equal(select(2, cli.parse(spec, {})):find("^a command is missing\n") ~= nil, true)
  equal(select(2, cli.parse(spec, { "add", "--quiet" })):find("Usage: x add") ~= nil, true)
end)

that("cli.parse knows commands of commands", function()
  local add = { args = "NAME URL", flags = { { name = "force" } } }
  local repo = { help = "Repositories.", commands = { add = add, list = {} }, flags = { { name = "cache", type = "string", default = "on" } } }
  local spec = { name = "x", flags = { { name = "debug" } }, commands = { repo = repo, version = {} } }
  local opts, rest = assert(cli.parse(spec, { "--debug", "repo", "--cache=off", "add", "a", "--force", "b" }))
  check.list({ opts.command, opts.debug, opts.cache, opts.force }, "repo add", true, "off", true)
  check.list(rest, "a", "b")
  opts, rest = assert(cli.parse(spec, { "repo", "list" }))
  check.list({ opts.command, opts.debug, opts.cache, opts.force, #rest }, "repo list", false, "on", nil, 0)
  equal(assert(cli.parse(spec, { "version" })).command, "version")
  for wanted, args in pairs({
    ["a command is missing\nUsage: x repo COMMAND [FLAGS] (--help says more)"] = { "repo" },
    ["unknown command 'remove'\nUsage: x repo COMMAND [FLAGS] (--help says more)"] = { "repo", "remove" },
    ["unknown flag --kache (did you mean --cache?)\nUsage: x repo add [FLAGS] NAME URL (--help says more)"] = { "repo", "add", "--kache=on" },
    ["unexpected argument 'a'\nUsage: x repo list [FLAGS] (--help says more)"] = { "repo", "list", "a", "b" },
  }) do
    returns(table.pack(cli.parse(spec, args)), nil, wanted, "EUSAGE")
  end
  local _, help, code = cli.parse(spec, { "repo", "add", "-h" })
  check.list({ help:match("[^\n]*"), code }, "Usage: x repo add [FLAGS] NAME URL", "HELP")
end)

that("cli.parse takes the flags of a spec also behind its commands", function()
  local own = { { name = "count", short = "c", type = "number" }, { name = "all", short = "v" } }
  local above = { { name = "config", short = "f", type = "string", default = "x" }, { name = "count", type = "string" }, { name = "verbose", short = "v" } }
  local spec = { name = "x", flags = above, commands = { get = { args = "KEY", flags = own } } }
  local opts, rest = assert(cli.parse(spec, { "get", "-f", "y", "key", "--count=2", "-v", "--verbose" }))
  check.list({ opts.config, opts.count, opts.all, opts.verbose, rest[1] }, "y", 2, true, true, "key")
  equal(assert(cli.parse(spec, { "get" })).config, "x")
  equal(select(2, cli.parse(spec, { "get", "-h" })), [[
Usage: x get [FLAGS] KEY

Flags:
  -h, --help          Shows this text.
  -c, --count NUMBER
  -v, --all

Flags of all commands:
  -f, --config STRING  (default x)
      --verbose
]])
end)

that("cli.parse gives lists that are arrays", function()
  local opts, rest = assert(cli.parse(SPEC, { "-sa" }))
  equal(require("helm.json").encode({ opts.set, rest }), '[["a"],[]]')
end)

that("cli.parse knows choices of numbers, and letters that are no ASCII", function()
  local spec = { flags = { { name = "n", type = "number", choices = { 1, 2.5 }, default = 1 } } }
  equal(assert(cli.parse(spec, { "--n=2.5" })).n, 2.5)
  equal(select(2, cli.parse(spec, { "--n=3" })):match("[^\n]*"), "--n: one of 1, 2.5 expected, got '3'")
  equal(select(2, cli.parse(spec, { "-öx" })):match("[^\n]*"), "unknown flag -ö")
end)

that("cli.parse keeps a flag that was given before the command", function()
  local both = { { name = "v" }, { name = "n", type = "number", default = 1 }, { name = "s", type = "string", repeatable = true } }
  local own = { { name = "v" }, { name = "n", type = "number", default = 2 }, { name = "s", type = "string", repeatable = true } }
  local spec = { flags = both, commands = { c = { flags = own } } }
  local opts = assert(cli.parse(spec, { "--v", "--n=5", "--s=a", "c" }))
  check.list({ opts.v, opts.n, opts.s[1], #opts.s }, true, 5, "a", 1)
  opts = assert(cli.parse(spec, { "--n=5", "--s=a", "c", "--v", "--n=6", "--s=b" }))
  check.list({ opts.v, opts.n, opts.s[1], opts.s[2] }, true, 6, "a", "b")
  opts = assert(cli.parse(spec, { "c" }))
  check.list({ opts.v, opts.n, opts.s }, false, 2, nil)
end)

that("cli.help and --help are the same text", function()
  local help = cli.help(SPEC)
  returns(table.pack(cli.parse(SPEC, { "--help" })), nil, help, "HELP")
  returns(table.pack(cli.parse(SPEC, { "-qh", "x" })), nil, help, "HELP")
  equal(help, [[
Usage: helm total [FLAGS] CHART...

Counts.

Flags:
  -h, --help             Shows this text.
  -o, --output STRING    How. (one of table, json; default table)
      --max-size NUMBER  (default 3)
  -s, --set KEY=VALUE
  -q, --quiet
  -a, --all
]])
end)

that("cli refuses wrong arguments", function()
  fails("^bad argument #1 to 'parse' %(table expected, got nil%)$", cli.parse)
  fails("^bad argument #2 to 'parse' %(table expected, got string%)$", cli.parse, {}, "x")
  fails("^bad argument #2 to 'parse' %(element #2: string expected, got number%)$", cli.parse, {}, { "x", 5 })
  for _, name in ipairs({ "parse", "help" }) do
    local function refused(problem, spec) fails("^bad argument #1 to '" .. name .. "' %(" .. problem .. "%)$", cli[name], spec) end
    refused("flag #1: a table with a name expected", { flags = { {} } })
    refused("flag #2: a table with a name expected", { flags = { { name = "a" }, "b" } })
    refused("flag #2: there is another flag with the name 'a'", { flags = { { name = "a" }, { name = "a" } } })
    refused("flag #1: there is another flag with the name 'help'", { flags = { { name = "help" } } })
    refused("flags: table expected, got number", { flags = 5 })
    refused("command 'b': table expected, got boolean", { commands = { b = true } })
    local function refused_flag(problem, flag)
      flag.name = flag.name or "a"
      refused("flag #1: " .. problem, { flags = { flag } })
    end
    refused("flags: a list expected, got a table with the key 'a'", { flags = { a = { type = "string" } } })
    refused("flags: element #2: table expected, got nil", { flags = { { name = "a" }, nil, { name = "b" } } })
    refused("commands: a table by the names of commands expected, got the key 1", { commands = { { name = "a" } } })
    refused("unknown field 'cmds': there are args, commands, flags, help, name", { cmds = {} })
    refused("command 'b': unknown field 'flag': did you mean flags%?", { commands = { b = { flag = {} } } })
    refused("args: string expected, got number", { args = 2 })
    refused_flag("type: 'string' or 'number', or no type for a flag without a value, expected, got 'boolean'", { type = "boolean" })
    refused_flag("unknown field 'typ': did you mean type%?", { typ = "string" })
    refused_flag("unknown field 'required': there are choices, default, help, name, repeatable, short, type, value", { required = true })
    refused_flag("short: one letter expected, got 'ou'", { short = "ou" })
    refused_flag("there is another flag with the letter 'h'", { short = "h" })
    refused_flag("name: a word without dashes before it expected, got '%-%-a'", { name = "--a" })
    refused_flag("choices: a flag with a type expected", { choices = { "a" } })
    refused_flag("choices: element #2: number expected, got string", { type = "number", choices = { 1, "2" } })
    refused_flag("default: one of the choices expected, got 'c'", { type = "string", choices = { "a", "b" }, default = "c" })
    refused_flag("default: number expected, got string", { type = "number", default = "1" })
    refused_flag("default: boolean expected, got string", { default = "true" })
    refused_flag("default: a list expected for a repeatable flag, got string", { type = "string", repeatable = true, default = "a" })
    refused_flag("default: string expected, got number", { type = "string", repeatable = true, default = { "a", 1 } })
    refused("flag #2: there is another flag with the name 'a_b'", { flags = { { name = "a-b" }, { name = "a_b" } } })
    refused("command 'b': flag #1: a table with a name expected", { commands = { b = { flags = { {} } } } })
  end
  fails("^bad argument #1 to 'help' %(table expected, got nil%)$", cli.help)
end)
