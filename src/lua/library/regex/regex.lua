local host, arguments = ...

local library = host.library()
local find = library.find

local regex = {}
local methods = {}
-- The compiled pattern of each object.
local programs = setmetatable({}, { __mode = "k" })
local metatable = {
  __index = methods,
  __name = "helm.regex",
  __tostring = function(self) return ("/%s/%s"):format(self.pattern, self.flags) end,
}

function regex.new(pattern, flags)
  pattern = arguments.text(pattern, 1, "new")
  flags = flags == nil and "" or arguments.text(flags, 2, "new")
  local unknown = flags:match("[^ims]")
  if unknown then arguments.refuse(2, "new", ("the flags i, m and s expected, got '%s'"):format(unknown)) end
  local program, names, code = library.compile(pattern, flags)
  if not program then return nil, names, code end
  local self = setmetatable({ pattern = pattern, flags = flags, names = names }, metatable)
  programs[self] = program
  return self
end

function regex.escape(text) return (arguments.text(text, 1, "escape"):gsub("[%^%$\\%.%*%+%?%(%)%[%]{}|/%-]", "\\%0")) end

local function no_regex(value) return "helm.regex expected, got " .. type(value) end

-- A start as string.find takes it: a negative one counts from the end.
local function start_of(text, init)
  if init < 0 then init = #text + init + 1 end
  return math.max(init, 1)
end

-- What a match returns: its groups, or all of it if there are none.
local function results(text, first, last, ...)
  if not first then return nil end
  if select("#", ...) == 0 then return text:sub(first, last) end
  return ...
end

function methods.test(self, text)
  local program = programs[self] or arguments.refuse(1, "test", no_regex(self))
  return find(program, arguments.text(text, 2, "test")) ~= nil
end

function methods.find(self, text, init)
  local program = programs[self] or arguments.refuse(1, "find", no_regex(self))
  text = arguments.text(text, 2, "find")
  init = init == nil and 1 or arguments.integer(init, 3, "find")
  return find(program, text, start_of(text, init))
end

function methods.match(self, text, init)
  local program = programs[self] or arguments.refuse(1, "match", no_regex(self))
  text = arguments.text(text, 2, "match")
  init = init == nil and 1 or arguments.integer(init, 3, "match")
  return results(text, find(program, text, start_of(text, init)))
end

-- The place from which the next match is looked for, behind the character after an empty match.
local function place_behind(text, first, last)
  if last >= first then return last + 1 end
  return text:match("^[\x80-\xBF]*()", first + 1) or first + 1
end

function methods.gmatch(self, text)
  local program = programs[self] or arguments.refuse(1, "gmatch", no_regex(self))
  text = arguments.text(text, 2, "gmatch")
  local at = 1
  local function next_match(first, last, ...)
    if not first then
      at = #text + 2
      return nil
    end
    at = place_behind(text, first, last)
    return results(text, first, last, ...)
  end
  return function() return next_match(find(program, text, at)) end
end

-- The parts of a replacement text: strings, and numbers of groups.
local function template_of(replacement, names)
  local parts, at = {}, 1
  while true do
    local from, to = replacement:find("%$[%d&$<]", at)
    if not from then break end
    parts[#parts + 1] = replacement:sub(at, from - 1)
    local mark = replacement:sub(to, to)
    local name, behind = replacement:match("^<([%w_]+)>()", to)
    if mark == "<" and not names[name] then return nil, name and ("there is no group '%s'"):format(name) or "a name in <> expected behind $" end
    if mark == "$" then
      parts[#parts + 1] = "$"
    elseif mark == "&" then
      parts[#parts + 1] = 0
    elseif mark == "<" then
      parts[#parts + 1] = names[name]
      to = behind - 1
    else
      local digits = replacement:match("^%d%d?", to)
      parts[#parts + 1] = tonumber(digits)
      to = to + #digits - 1
    end
    at = to + 1
  end
  parts[#parts + 1] = replacement:sub(at)
  return parts
end

-- The function that makes the text for a match, of its whole text and its groups.
local function replacer_of(replacement, names)
  local kind = type(replacement)
  if kind == "table" then return function(whole, ...) return replacement[select("#", ...) == 0 and whole or (...)] end end
  if kind == "function" then
    return function(whole, ...)
      if select("#", ...) == 0 then return replacement(whole) end
      return replacement(...)
    end
  end
  local parts, fault = template_of(tostring(replacement), names)
  if not parts then return nil, fault end
  return function(whole, ...)
    local out = {}
    for index, part in ipairs(parts) do
      if part == 0 then part = whole end
      if type(part) == "number" then part = select(part, ...) or "" end
      out[index] = part
    end
    return table.concat(out)
  end
end

-- The text that takes the place of a match: the match itself if there is none.
local function replaced(make, whole, ...)
  local text = make(whole, ...)
  if not text then return whole end
  if type(text) ~= "string" and type(text) ~= "number" then
    error(("invalid replacement value (a %s)"):format(type(text)), 0)
  end
  return text
end

local REPLACEMENTS = { string = true, number = true, table = true, ["function"] = true }

function methods.gsub(self, text, replacement, most)
  local program = programs[self] or arguments.refuse(1, "gsub", no_regex(self))
  text = arguments.text(text, 2, "gsub")
  if not REPLACEMENTS[type(replacement)] then
    arguments.refuse(3, "gsub", "string, table or function expected, got " .. type(replacement))
  end
  most = most == nil and math.maxinteger or arguments.integer(most, 4, "gsub")
  local make, fault = replacer_of(replacement, self.names)
  if not make then arguments.refuse(3, "gsub", fault) end
  local parts, count, at, copied = {}, 0, 1, 1
  local function take(first, last, ...)
    if not first then return false end
    parts[#parts + 1] = text:sub(copied, first - 1)
    parts[#parts + 1] = replaced(make, text:sub(first, last), ...)
    count, copied, at = count + 1, last + 1, place_behind(text, first, last)
    return true
  end
  while count < most and take(find(program, text, at)) do end
  parts[#parts + 1] = text:sub(copied)
  return table.concat(parts), count
end

function methods.split(self, text, most)
  local program = programs[self] or arguments.refuse(1, "split", no_regex(self))
  text = arguments.text(text, 2, "split")
  most = most == nil and math.maxinteger or arguments.integer(most, 3, "split")
  local parts, from, at = {}, 1, 1
  while #parts + 1 < most do
    local first, last = find(program, text, at)
    -- An empty match splits only between characters.
    if first and last < first and (first == from or first > #text) then
      at = place_behind(text, first, last)
    elseif first then
      parts[#parts + 1] = text:sub(from, first - 1)
      from, at = last + 1, math.max(last + 1, first)
    else
      break
    end
  end
  parts[#parts + 1] = text:sub(from)
  return arguments.array(parts)
end

return regex
