-- What is wrong with a spec of helm.cli.
local arguments = ...

local SPEC = { name = "string", args = "string", help = "string", flags = "table", commands = "table" }
local FLAG = {
  name = "string", short = "string", type = "string", choices = "table", repeatable = "boolean", default = "any", help = "string", value = "string",
}

-- What is wrong with a table whose fields have these types.
local function wrong_fields(fields, types)
  for name, value in pairs(fields) do
    local expected = types[name]
    if not expected then
      local known = arguments.sorted_keys(types)
      local nearest = arguments.nearest(name, known)
      return ("unknown field '%s': %s"):format(
        tostring(name), nearest and ("did you mean %s?"):format(nearest) or "there are " .. table.concat(known, ", ")
      )
    end
    if expected ~= "any" and type(value) ~= expected then return ("%s: %s expected, got %s"):format(name, expected, type(value)) end
  end
end

local function wrong_list(list, types)
  for key in pairs(list) do
    if math.type(key) ~= "integer" then return ("a list expected, got a table with the key '%s'"):format(tostring(key)) end
  end
  local hole = arguments.hole(list)
  if hole then return ("element #%d: %s expected, got nil"):format(hole, types) end
end

local function is_in(list, value)
  for _, each in ipairs(list) do
    if each == value then return true end
  end
  return false
end

local function wrong_choices(flag)
  local problem = wrong_list(flag.choices, flag.type or "string")
  if problem then return "choices: " .. problem end
  if not flag.type then return "choices: a flag with a type expected" end
  for index, choice in ipairs(flag.choices) do
    if type(choice) ~= flag.type then return ("choices: element #%d: %s expected, got %s"):format(index, flag.type, type(choice)) end
  end
end

local function wrong_default(flag, default)
  local expected = flag.type or "boolean"
  if type(default) ~= expected then return ("default: %s expected, got %s"):format(expected, type(default)) end
  if flag.choices and not is_in(flag.choices, default) then
    return ("default: one of the choices expected, got '%s'"):format(default)
  end
end

local function wrong_defaults(flag)
  if not flag.repeatable then return wrong_default(flag, flag.default) end
  if type(flag.default) ~= "table" then return ("default: a list expected for a repeatable flag, got %s"):format(type(flag.default)) end
  local problem = wrong_list(flag.default, flag.type or "boolean")
  if problem then return "default: " .. problem end
  for _, default in ipairs(flag.default) do
    problem = wrong_default(flag, default)
    if problem then return problem end
  end
end

local function wrong_flag(flag)
  if type(flag) ~= "table" or type(flag.name) ~= "string" or flag.name == "" then return "a table with a name expected" end
  local problem = wrong_fields(flag, FLAG)
  if problem then return problem end
  if flag.name:find("^%-") or flag.name:find("[=%s]") then return ("name: a word without dashes before it expected, got '%s'"):format(flag.name) end
  if flag.short and not flag.short:find("^%w$") then return ("short: one letter expected, got '%s'"):format(flag.short) end
  if flag.type and flag.type ~= "string" and flag.type ~= "number" then
    return ("type: 'string' or 'number', or no type for a flag without a value, expected, got '%s'"):format(flag.type)
  end
  problem = flag.choices and wrong_choices(flag)
  if problem then return problem end
  if flag.default ~= nil then return wrong_defaults(flag) end
end

local function wrong_flags(flags)
  local names, letters = { help = true }, { h = true }
  local problem = wrong_list(flags, "table")
  if problem then return "flags: " .. problem end
  for index, flag in ipairs(flags) do
    problem = wrong_flag(flag)
    if problem then return ("flag #%d: %s"):format(index, problem) end
    local key = flag.name:gsub("-", "_")
    if names[key] then return ("flag #%d: there is another flag with the name '%s'"):format(index, flag.name) end
    if letters[flag.short] then return ("flag #%d: there is another flag with the letter '%s'"):format(index, flag.short) end
    names[key] = true
    if flag.short then letters[flag.short] = true end
  end
end

-- What is wrong with a spec, its flags and its commands; nil if nothing is.
local function wrong(spec)
  if type(spec) ~= "table" then return ("table expected, got %s"):format(type(spec)) end
  local problem = wrong_fields(spec, SPEC) or wrong_flags(spec.flags or {})
  if problem then return problem end
  for name, command in pairs(spec.commands or {}) do
    if type(name) ~= "string" then return ("commands: a table by the names of commands expected, got the key %s"):format(tostring(name)) end
    problem = wrong(command)
    if problem then return ("command '%s': %s"):format(name, problem) end
  end
end

return wrong
