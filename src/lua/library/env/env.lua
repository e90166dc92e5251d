local host, arguments = ...

local env = {}

local NAME = "[%a_][%w_]*"
local NO_NAME = "the name of a variable expected, without '=' and zero bytes"

-- Modules with fields that have the values of variables.
local FOLLOWERS = { "helm.paths", "helm.plugin" }
local loaded, getmetatable = package.loaded, type(debug) == "table" and debug.getmetatable or function() end

local function tell_followers()
  for _, name in ipairs(FOLLOWERS) do
    local meta = getmetatable(loaded[name])
    if meta and meta.follow then meta.follow() end
  end
end

local function is_name(text) return text ~= "" and not text:find("[=\0]") end

function env.get(name) return host.get(arguments.text(name, 1, "get")) end

function env.set(name, value)
  name = arguments.text(name, 1, "set")
  value = arguments.text(value, 2, "set")
  if not is_name(name) then arguments.refuse(1, "set", NO_NAME) end
  if value:find("\0", 1, true) then arguments.refuse(2, "set", "a value without zero bytes expected") end
  host.set(name, value)
  tell_followers()
end

function env.unset(name)
  name = arguments.text(name, 1, "unset")
  if not is_name(name) then arguments.refuse(1, "unset", NO_NAME) end
  host.unset(name)
  tell_followers()
end

function env.all() return host.all() end

local expand

-- The value of "{NAME}" or "{NAME:-default}"; nil for other texts in braces.
local function in_braces(inner)
  local name, default = inner:match("^{(" .. NAME .. "):%-(.*)}$")
  name = name or inner:match("^{(" .. NAME .. ")}$")
  if not name then return nil end
  local value = host.get(name) or ""
  return value == "" and default and expand(default) or value
end

-- A dollar sign that begins no variable stays as it is.
function expand(text)
  local parts, from = {}, 1
  while true do
    local dollar = text:find("$", from, true)
    parts[#parts + 1] = text:sub(from, (dollar or 0) - 1)
    if not dollar then return table.concat(parts) end
    local name, after = text:match("^(" .. NAME .. ")()", dollar + 1)
    local value = name and (host.get(name) or "")
    if not name then
      local inner, behind = text:match("^(%b{})()", dollar + 1)
      value, after = inner and in_braces(inner), behind
    end
    parts[#parts + 1] = value or "$"
    from = value and after or dollar + 1
  end
end

function env.expand(text) return expand(arguments.text(text, 1, "expand")) end

return env
