-- helm.test: takes the place of what modules of the library ask their hosts for.
local hosts, arguments = ...

local fakes = {}

-- By the names of modules: functions that make a fake of the real one.
local makers = {}
local originals = {}

local function apply(name)
  local host = hosts[name]
  if not host or originals[name] then return end
  originals[name] = {}
  for field, make in pairs(makers[name] or {}) do
    originals[name][field] = host[field]
    host[field] = make(host[field])
  end
end

-- A module that is loaded later gets its fakes then.
setmetatable(hosts, {
  __newindex = function(_, name, host)
    rawset(hosts, name, host)
    if makers[name] then apply(name) end
  end,
})

function fakes.replace(name, functions)
  if makers[name] then return end
  makers[name] = functions
  apply(name)
end

-- What the script that runs asked for although nothing stands for it: the messages.
local missed = {}

-- Raises an error for that. A script that catches it is wrong all the same: `first_miss` has it.
function fakes.miss(message)
  missed[#missed + 1] = message
  error(message, 0)
end

function fakes.forget_misses() missed = {} end

function fakes.first_miss() return missed[1] end

-- What is wrong with a field that is one of the codes of a text, and none that the script could not get.
function fakes.code(codes, example)
  local known, list = {}, {}
  for code in codes:gmatch("%S+") do
    known[code] = true
    list[#list + 1] = code
  end
  return function(given)
    if known[given] then return nil end
    local nearest = arguments.nearest(given, list)
    return ("a code such as '%s' expected, got '%s'%s"):format(example, tostring(given), nearest and (": did you mean '%s'?"):format(nearest) or "")
  end
end

-- What is wrong with a field that is an integer.
function fakes.integer(least, most)
  return function(given)
    local number = math.type(given) and math.tointeger(given)
    if number and number >= least and number <= most then return nil end
    local shown = math.type(given) and tostring(given) or type(given)
    return ("an integer from %d to %d expected, got %s"):format(least, most, shown)
  end
end

-- What is wrong with an answer, given the types of its fields, or functions that say what is wrong with one; nil if it is right.
function fakes.fault_of(answer, known)
  if type(answer) ~= "table" then return ("table expected, got %s"):format(type(answer)) end
  for field, value in next, answer do
    local expected = known[field]
    if not expected then
      local names = {}
      for name in next, known do names[#names + 1] = name end
      table.sort(names)
      return ("unknown field '%s'; expected: %s"):format(tostring(field), table.concat(names, ", "))
    end
    local fault = type(expected) == "function" and expected(value)
    if fault then return ("field '%s': %s"):format(field, fault) end
    if type(expected) == "string" and type(value) ~= expected then return ("field '%s': %s expected, got %s"):format(field, expected, type(value)) end
  end
end

-- What a function answers that stands for a program or a server; nothing is an empty answer.
function fakes.call(answer, request, known, shown)
  local given = answer(request)
  if given == nil then return {} end
  local fault = fakes.fault_of(given, known)
  if fault then error(("the function of helm.test for %s returned a wrong answer: %s"):format(shown, fault), 0) end
  return given
end

function fakes.restore()
  for name, functions in pairs(originals) do
    for field, original in pairs(functions) do hosts[name][field] = original end
  end
  makers, originals = {}, {}
end

return fakes
