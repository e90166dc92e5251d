-- What helm.json and helm.yaml do for null besides its use as a value: it shows as "null", and errors name it.
local null = ...

-- All light userdata have one metatable; a script that has given them one keeps it.
if type(debug) ~= "table" or debug.getmetatable(null) then return end

-- Raises the error at a level above the metamethod. Of light userdata that are not null it says what Lua says.
local function refuse(what, is_null, level)
  local named = is_null and "null (test for it with `== json.null` or `== yaml.null`)" or "a userdata value"
  error(("attempt to %s %s"):format(what, named), (level or 1) + 2)
end

local function refuse_both(what)
  return function(left, right) refuse(what, left == null or right == null) end
end

local metatable = {
  __tostring = function(value) return value == null and "null" or ("userdata: %p"):format(value) end,
  __concat = refuse_both("concatenate"),
  __lt = refuse_both("compare"),
  __le = refuse_both("compare"),
  __index = function(value) refuse("index", value == null) end,
  __newindex = function(value, key) refuse(("set '%s' in"):format(tostring(key)), value == null) end,
  __len = function(value) refuse("get the length of", value == null) end,
  -- `pairs` is between.
  __pairs = function(value) refuse("iterate over", value == null, 2) end,
}
for _, name in ipairs({ "add", "sub", "mul", "div", "mod", "pow", "unm", "idiv" }) do
  metatable["__" .. name] = refuse_both("perform arithmetic on")
end
for _, name in ipairs({ "band", "bor", "bxor", "shl", "shr", "bnot" }) do
  metatable["__" .. name] = refuse_both("perform a bitwise operation on")
end
debug.setmetatable(null, metatable)
