-- Returns a function that searches luacheck's tree of a script for calls that lint wants to know.

local function is_global(node, name) return node ~= nil and node.tag == "Id" and node[1] == name and node.var == nil end

local function field_of(node, name)
  if node.tag ~= "Index" or not is_global(node[1], name) then return nil end
  return node[2].tag == "String" and node[2][1] or nil
end

-- What `require` searches by, and what it has loaded: a script that uses them may bring its modules along otherwise.
local SEARCH = { path = true, searchers = true, preload = true, loaded = true }

local BRANCHES = { If = true, While = true, Repeat = true, Fornum = true, Forin = true }

-- Context for what is below a node: `inner` in a function, `branch` where it may not be reached, `caught` where an error
-- is expected, `exits` where the result ends the script.
local function with(context, key)
  local copy = { [key] = true }
  for each in pairs(context) do copy[each] = true end
  return copy
end

local visit

local function visit_from(found, node, first, context)
  for index = first, #node do
    if type(node[index]) == "table" then visit(found, node[index], context) end
  end
end

local function add(found, kind, node, details)
  details.line = node.line
  details.column = found.state:offset_to_column(node.line, node.offset)
  found[kind] = found[kind] or {}
  table.insert(found[kind], details)
end

local function visit_call(found, node, context)
  local callee = node[1]
  if not context.inner then found.acts = true end
  local protects = is_global(callee, "pcall") or is_global(callee, "xpcall")
  local calls_main = is_global(callee, "main") or (protects and is_global(node[2], "main"))
  if calls_main and not context.inner and not context.exits then
    add(found, "main", node, { branch = context.branch == true })
  end
  if is_global(callee, "require") and #node == 2 and node[2].tag == "String" and not context.caught then
    add(found, "requires", node, { name = node[2][1], branch = context.branch == true })
  end
  visit(found, callee, context)
  if protects then context = with(context, "caught") end
  if field_of(callee, "os") == "exit" then context = with(context, "exits") end
  visit_from(found, node, 2, context)
end

function visit(found, node, context)
  local tag = node.tag
  if tag == "Call" then return visit_call(found, node, context) end
  if tag == "Invoke" and not context.inner then found.acts = true end
  if SEARCH[field_of(node, "package") or ""] then found.searches = true end
  if tag == "Function" then
    context = with(context, "inner")
  elseif BRANCHES[tag] or (tag == "Op" and (node[1] == "and" or node[1] == "or")) then
    context = with(context, "branch")
  end
  visit_from(found, node, 1, context)
end

-- The state is luacheck's, after all its stages.
return function(state)
  local found = { state = state, acts = false, searches = false }
  visit(found, state.ast, {})
  found.state = nil
  return found
end
