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

---A plugin's or a command's arguments. What else a spec has is an error.
---@class helm.cli.spec
---@field name? string For the help: what is called.
---@field args? string What stands for the arguments that are no flags in the help, such as `"CHART..."`. Without it such arguments are refused.
---@field help? string For the help: what it does.
---@field flags? helm.cli.flag[] Every spec knows `--help` and `-h` beside them.
---@field commands? table<string, helm.cli.spec> More specs by the names of commands, which may have commands of their own. The flags of a spec may also stand behind its commands, unless these have flags of the same name.

---A flag:
---@class helm.cli.flag
---@field name string Without dashes.
---@field short? string A letter.
---@field type? "string"|"number" That of its value. A flag without it takes no value.
---@field choices? string[]|number[] The only values that it takes; any by default.
---@field repeatable? boolean Whether it may be given several times: then its value is a list. False by default.
---@field default? string|number|boolean|string[]|number[] Its value if it is not given; a list if the flag is repeatable. Without it that is nil, and false for a flag without a value.
---@field help? string For the help: what it says.
---@field value? string For the help: what stands for its value, such as `"FILE"`; otherwise its type.

---The flags that were given:
---@class helm.cli.options
---@field command? string If there are commands: the name, or `repo add` for the command `add` of the command `repo`.
---@field [string] any The value of a flag by its name, with `_` for `-`. A flag without a value is true or false.

---Reads arguments.
---@param spec helm.cli.spec
---@param args? string[] The script's own arguments by default.
---@return helm.cli.options? options
---@return string[]|string rest The arguments that are not flags. Without options a message, or for `--help` the help.
---@return string? code `EUSAGE` for wrong arguments, `HELP` for `--help`.
function cli.parse(spec, args) end

---Returns the help of a spec.
---@param spec helm.cli.spec
---@return string help
function cli.help(spec) end

return cli
