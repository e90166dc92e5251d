-- What modules that run one program have in common.
local arguments = ...

local process = require("helm.process")

local output = {}

-- A list of arguments, which are numbered as the script has them, without those that the module adds.
function output.list(args, index, name)
  if type(args) ~= "table" then return arguments.refuse(index, name, ("table expected, got %s"):format(type(args))) end
  for at, word in ipairs(args) do
    if type(word) ~= "string" and type(word) ~= "number" then
      return arguments.refuse(index, name, ("element #%d: string expected, got %s"):format(at, type(word)))
    end
  end
  local hole = arguments.hole(args)
  if hole then return arguments.refuse(index, name, ("element #%d: string expected, got nil"):format(hole)) end
  return args
end

-- Returns its arguments. `return same(f())` keeps the call of f from being a tail call, for which the script's line would be lost.
function output.same(...) return ... end

-- The output of a program that succeeds; otherwise nil, what it said, and a code.
function output.of(argv, options)
  local result, message, code = process.run(argv, options)
  if not result then return nil, message, code end
  if result.ok then return result.stdout end
  local said = result.stderr and result.stderr:gsub("%s+$", "") or ""
  return nil, ("%s: exit status %d%s"):format(argv[1], result.code, said == "" and "" or ": " .. said), "EFAILED"
end

-- The same, decoded from JSON.
function output.json(argv, options)
  local text, message, code = output.of(argv, options)
  if not text then return nil, message, code end
  local value, fault, fault_code = require("helm.json").decode(text)
  if value == nil then return nil, ("%s: its output is no JSON: %s"):format(argv[1], fault), fault_code end
  return value
end

return output
