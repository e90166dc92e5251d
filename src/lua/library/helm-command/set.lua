-- The flags by which Helm gets the values of a table. Whatever their order, Helm reads all --set-json before all --set, and
-- those before all --set-string. So a list is emptied first, and then gets its elements.
local arguments = ...

local json = require("helm.json")

-- Helm takes no deeper names.
local MOST_LEVELS = 30

local Flags = {}
Flags.__index = Flags

function Flags:add(flag, path, text)
  self[#self + 1] = flag
  self[#self + 1] = ("%s=%s"):format(path, text)
end

function Flags:list(path, list, level)
  local hole = arguments.hole(list)
  if hole then return ("%s: element #%d is missing"):format(path, hole) end
  self:add("--set-json", path, "[]")
  for index, value in ipairs(list) do
    local fault = self:value(("%s[%d]"):format(path, index - 1), value, level + 1)
    if fault then return fault end
  end
end

local function fault_of_name(name)
  if type(name) ~= "string" then return ("a string expected as a key, got %s (%s)"):format(type(name), tostring(name)) end
  if name == "" then return "an empty string is no name of a value" end
end

function Flags:map(path, map, level)
  local names = {}
  for name in pairs(map) do
    local fault = fault_of_name(name)
    if fault then return ("%s: %s"):format(path, fault) end
    names[#names + 1] = name
  end
  if #names == 0 then self:add("--set-json", path, "{}") end
  table.sort(names)
  for _, name in ipairs(names) do
    local fault = self:value(("%s.%s"):format(path, (name:gsub("[\\.,=%[]", "\\%0"))), map[name], level + 1)
    if fault then return fault end
  end
end

-- Adds the flags for a value; returns what is wrong with it.
function Flags:value(path, value, level)
  local kind = type(value)
  if level > MOST_LEVELS then return ("%s: nested deeper than %d levels"):format(path, MOST_LEVELS) end
  if kind == "string" then
    self:add("--set-string", path, (value:gsub("[\\,]", "\\%0"):gsub("^{", "\\{")))
  elseif math.type(value) == "integer" or kind == "boolean" or value == json.null then
    self:add("--set", path, tostring(value))
  elseif kind == "number" and value == value and math.abs(value) ~= math.huge then
    self:add("--set-json", path, json.encode(value))
  elseif kind == "table" and json.is_array(value) then
    return self:list(path, value, level)
  elseif kind == "table" then
    return self:map(path, value, level)
  else
    return ("%s: a string, number, boolean or table expected, got %s"):format(path, kind == "number" and tostring(value) or kind)
  end
end

-- Returns the flags for the values, or nil and what is wrong. The names of the outermost table are Helm's paths, such as "image.tag".
local function flags_of(values)
  local flags, names = setmetatable({}, Flags), {}
  for name in pairs(values) do
    local fault = fault_of_name(name)
    if fault then return nil, fault end
    names[#names + 1] = name
  end
  table.sort(names)
  for _, name in ipairs(names) do
    local path = name:gsub("\\?[,=]", function(found) return #found == 1 and "\\" .. found or found end)
    local fault = flags:value(path, values[name], 1)
    if fault then return nil, fault end
  end
  return flags
end

return flags_of
