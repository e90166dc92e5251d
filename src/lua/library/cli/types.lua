---@meta helm.cli

---A plugin's arguments, in the style of GNU: `--name value`, `--name=value`, `-n value`, `-nvalue`, `-abc`, and `--` before arguments that are
---no flags.
---
---```lua
---local cli = require "helm.cli"
---
---local spec = {
---  name = "helm total",
---  args = "CHART...",
---  help = "Counts the templates of charts.",
---  flags = {
---    { name = "output", short = "o", type = "string", choices = { "table", "json" }, default = "table", help = "How it is printed." },
---    { name = "set", type = "string", repeatable = true, value = "KEY=VALUE" },
---    { name = "quiet", short = "q", help = "Prints only the number." },
---  },
---}
---local opts, rest = cli.parse(spec, { "-qo", "json", "--set=a=1", "web", "--", "-x" })
---print(opts.output, opts.quiet, opts.set[1], rest[1], rest[2]) --> json	true	a=1	web	-x
---```
---
---A plugin's `main` prints the help with the status 0, and ends with the message where the arguments are wrong (`EUSAGE`). Use no `assert`
---here: it would print a traceback for `--help`.
---
---```lua
---local cli, fail = require "helm.cli", require "helm.fail"
---
---local spec = { name = "helm total", args = "CHART...", flags = { { name = "quiet", short = "q", help = "Prints only the number." } } }
---
---function main(...)
---  local opts, rest, code = cli.parse(spec, { ... })
---  if code == "HELP" then
---    io.write(rest)
---    return 0
---  end
---  if not opts then fail(rest, 2) end
---  print(opts.quiet, #rest) --> false	0
---end
---```
---@class helm.cli
local cli = {}

---Reads arguments. A flag of `spec.flags` has a `name`, and if wanted `short` (a letter), `type` (`"string"` or `"number"`; a flag without it
---takes no value), `choices`, `default` (a list if the flag is repeatable), `repeatable`, and for the help `help` and `value`. `spec.commands` is a table of
---more such specs by the names of commands, which may have commands of their own. The flags of a spec may also stand behind its commands, unless
---these have flags of the same name. `spec.name` and `spec.help` are for the help, and so is `spec.args`, such as `"CHART..."`: without it, arguments that
---are no flags are refused. Every spec knows `--help` and `-h`. What else a spec has is an error.
---@param spec table
---@param args? string[] The script's own arguments by default.
---@return table? options By the flags' names, with `_` for `-`, and `command` if there are commands: its name, or `repo add` for the command `add` of the command `repo`. A flag without a value is true or false.
---@return string[]|string rest The arguments that are not flags. Without options a message, or for `--help` the help.
---@return string? code `EUSAGE` for wrong arguments, `HELP` for `--help`.
function cli.parse(spec, args) end

---Returns the help of a spec.
---@param spec table
---@return string help
function cli.help(spec) end

return cli
