-- helm.fs: the paths that fit a pattern.
local fs, host, arguments, entries = ...
local path = require("helm.path")
local wildcards = host.parts.wildcards()
local join, kind_of, sorted_names, fold = entries.join, entries.kind_of, entries.sorted_names, entries.fold

-- The Lua patterns for what is between the "*" of one element of a glob pattern.
local function patterns_of(element)
  local patterns, parts, at = {}, {}, 1
  while at <= #element do
    local char = element:sub(at, at)
    local negated, set, behind = element:match("^%[(!?)(%]?[^%]]*)%]()", at)
    if char == "*" then
      patterns[#patterns + 1] = table.concat(parts)
      parts = {}
    elseif char == "?" then
      parts[#parts + 1] = "[\0-\x7F\xC2-\xFD][\x80-\xBF]*"
    elseif char == "[" and set and set ~= "" then
      parts[#parts + 1] = ("[%s%s]"):format(negated == "!" and "^" or "", (set:gsub("[%%%]%[^]", "%%%0")))
      at = behind - 1
    else
      parts[#parts + 1] = (char:gsub("%W", "%%%0"))
    end
    at = at + 1
  end
  patterns[#patterns + 1] = table.concat(parts)
  return patterns
end

-- Names with a dot at the beginning match only a pattern that begins with one.
local function matches(name, element, patterns)
  if name:sub(1, 1) == "." and element:sub(1, 1) ~= "." then return false end
  return wildcards.text_fits(fold(name), patterns)
end

local function is_folder(file) return kind_of(file == "" and "." or file, true) == "directory" end

local expand

-- "**" stands for any number of folders, links not followed, and at the end for everything below, too. From one "**" to the next there are many ways to a folder; one is enough.
local function expand_deep(found, base, at, search)
  local seen = search.seen[at] or {}
  if seen[base] then return end
  seen[base], search.seen[at] = true, seen
  expand(found, base, at + 1, search)
  for _, name in ipairs(sorted_names(search.place(base)) or {}) do
    local inner = base == "" and name or join(base, name)
    if name:sub(1, 1) ~= "." then
      if at == #search.elements then found[inner] = true end
      if kind_of(search.place(inner), false) == "directory" then expand_deep(found, inner, at, search) end
    end
  end
end

-- Collects the paths that begin with `base` and continue with the elements of the pattern from a number on.
function expand(found, base, at, search)
  local element = search.elements[at]
  if not element then
    if base ~= "" then found[base] = true end
  elseif element == "**" then
    expand_deep(found, base, at, search)
  elseif not element:find("[*?[]") then
    local inner = base == "" and element or join(base, element)
    if kind_of(search.place(inner), false) then expand(found, inner, at + 1, search) end
  else
    local patterns = patterns_of(fold(element))
    for _, name in ipairs(sorted_names(search.place(base)) or {}) do
      local inner = base == "" and name or join(base, name)
      local fits = matches(name, element, patterns)
      if fits and (not search.elements[at + 1] or is_folder(search.place(inner))) then
        expand(found, inner, at + 1, search)
      end
    end
  end
end

function fs.glob(pattern, folder)
  pattern = arguments.path(pattern, 1, "glob")
  folder = arguments.optional_path(folder, 2, "glob")
  local elements = path.split(pattern)
  local place = function(file)
    if not folder or path.is_abs(file) then return file == "" and "." or file end
    return file == "" and folder or join(folder, file)
  end
  local found, list = {}, {}
  local is_rooted = elements[1] and path.dir(elements[1]) == elements[1]
  local base = is_rooted and table.remove(elements, 1) or ""
  expand(found, base, 1, { elements = elements, place = place, seen = {} })
  for file in pairs(found) do list[#list + 1] = file end
  table.sort(list)
  return arguments.array(list)
end
