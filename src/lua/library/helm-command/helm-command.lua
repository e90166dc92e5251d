local host, arguments = ...

local helm = {}

local process = require("helm.process")
local output = host.parts.output(arguments)

-- Helm, or luff, says by this variable which program it is.
local function argv_of(args)
  local program = os.getenv("HELM_BIN")
  local argv = { program and program ~= "" and program or "helm" }
  return table.move(args, 1, #args, 2, argv)
end

function helm.run(args, options) return output.same(process.run(argv_of(output.list(args, 1, "run")), options)) end

function helm.json(args, options)
  local argv = argv_of(output.list(args, 1, "json"))
  argv[#argv + 1] = "-o"
  argv[#argv + 1] = "json"
  return output.same(output.json(argv, options))
end

local TEMPLATE = { chart = "string", name = "string", namespace = "string", values = "table", set = "table", args = "table" }

function helm.template(options)
  if options == nil then arguments.refuse(1, "template", "table expected, got nil") end
  options = arguments.options(options, 1, "template", TEMPLATE)
  for _, option in ipairs({ "values", "args" }) do
    local list = options[option] or {}
    for index = 1, arguments.hole(list) or #list do
      if type(list[index]) ~= "string" then
        arguments.refuse(1, "template", ("option '%s': element #%d: string expected, got %s"):format(option, index, type(list[index])))
      end
    end
  end
  if not options.chart then arguments.refuse(1, "template", "option 'chart': string expected, got nil") end
  local args = { "template" }
  local function add(...)
    for _, word in ipairs({ ... }) do args[#args + 1] = word end
  end
  if options.name then add(options.name) end
  add(options.chart)
  if options.namespace then add("--namespace", options.namespace) end
  for _, file in ipairs(options.values or {}) do add("--values", file) end
  local flags, fault = host.parts.set(arguments)(options.set or {})
  if not flags then arguments.refuse(1, "template", "option 'set': " .. fault) end
  add(table.unpack(flags))
  table.move(options.args or {}, 1, #(options.args or {}), #args + 1, args)
  return output.of(argv_of(args))
end

return helm
