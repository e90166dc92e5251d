-- Returns a function that finds, in luacheck's tree of a script, members of the library that the script uses by literal names.

local function is_global(node, name) return node.tag == "Id" and node[1] == name and node.var == nil end

local function is_text(node) return node ~= nil and node.tag == "String" end

-- The module of the library that an expression is: of `require("helm.fs")`, `helm.fs` and variables that have only such a value.
local function module_of(found, node)
  if node.tag == "Id" then return node.var and found.modules[node.var] or nil end
  if node.tag == "Call" and is_global(node[1], "require") and is_text(node[2]) then
    local name = node[2][1]
    return (name == "helm" or name:find("^helm%.")) and name or nil
  end
  if node.tag == "Index" and is_text(node[2]) and module_of(found, node[1]) == "helm" then return "helm." .. node[2][1] end
  return nil
end

local function each_child(node, call)
  for _, child in ipairs(node) do
    if type(child) == "table" then call(child) end
  end
end

-- A variable with another value too is none of the library's modules, in whatever order it gets them. Nil has no members.
local function note_value(found, target, value)
  local var = target.tag == "Id" and target.var
  if not var or value and value.tag == "Nil" then return end
  local module = value and module_of(found, value)
  if not found.others[var] and module and (found.modules[var] or module) == module then
    found.modules[var] = module
  else
    found.modules[var], found.others[var] = nil, true
  end
end

-- The variables that a statement or a function makes with values of its own: by the tag of its node.
local MAKES = {
  Function = function(node) return node[1] end,
  Forin = function(node) return node[1] end,
  Fornum = function(node) return { node[1] } end,
}

local function member_of(found, node)
  if node.tag ~= "Index" and node.tag ~= "Invoke" or not is_text(node[2]) then return nil end
  local module = module_of(found, node[1])
  if module then return module, node[2][1] end
end

local function leave_out(found, node)
  local module, name = member_of(found, node)
  if module then found.left_out[module .. "\n" .. name] = true end
end

-- What a script gives a module, and what it asks for: `if fs.new then`, `fs.new or old`, `fs.new ~= nil`.
local ASKS = { ["and"] = true, ["or"] = true, ["not"] = true, eq = true, ne = true }

local function collect(found, node)
  for _, target in ipairs(MAKES[node.tag] and MAKES[node.tag](node) or {}) do note_value(found, target) end
  if node.tag == "Local" or node.tag == "Localrec" or node.tag == "Set" then
    for index, target in ipairs(node[1]) do
      if node.tag == "Set" or node[2] then note_value(found, target, node[2] and node[2][index]) end
      leave_out(found, target)
    end
  end
  if node.tag == "If" or node.tag == "While" then each_child(node, function(child) leave_out(found, child) end) end
  if node.tag == "Op" and ASKS[node[1]] then each_child(node, function(child) leave_out(found, child) end) end
  each_child(node, function(child) collect(found, child) end)
end

local function list(found, node)
  local module, name = member_of(found, node)
  if module and not found.left_out[module .. "\n" .. name] then
    local column = found.state:offset_to_column(node[2].line, node[2].offset)
    table.insert(found.members, { module = module, name = name, line = node[2].line, column = column })
  end
  each_child(node, function(child) list(found, child) end)
end

-- The state is luacheck's, after all its stages. Returns nil if there are none.
return function(state)
  local found = { state = state, modules = {}, others = {}, left_out = {}, members = {} }
  collect(found, state.ast)
  list(found, state.ast)
  return #found.members > 0 and found.members or nil
end
