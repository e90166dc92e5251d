-- helm.archive: the names of entries: what is safe, what a caller wants, and where links lead.
local input, host = ...
local wildcards = host.parts.wildcards()
local names = {}
local fail = input.fail

local LONGEST_NAME, DEEPEST = 255, 64
local DEVICES = { CON = true, PRN = true, AUX = true, NUL = true, ["CONIN$"] = true, ["CONOUT$"] = true }

local function refuse(name, reason) fail("EPERM", "the entry '%s' is not unpacked: it %s", name, reason) end
names.refuse = refuse

local function is_refused_by_windows(part)
  local stem = part:match("^[^.]*"):gsub("[ ]+$", ""):upper()
  return part:find('[%c<>:"|?*]') ~= nil or part:find("[ .]$") ~= nil or DEVICES[stem] or stem:find("^COM[%d\xB9\xB2\xB3]$") or stem:find("^LPT[%d\xB9\xB2\xB3]$")
end

local function parts_of(text)
  local parts = {}
  for part in text:gmatch("[^/]+") do if part ~= "." then parts[#parts + 1] = part end end
  return parts
end

-- The parts of an entry's name. Backslashes are separators too.
function names.safe(name)
  if name:find("\0", 1, true) then refuse(name, "has a zero byte in its name") end
  local text = name:gsub("\\", "/")
  if text:sub(1, 1) == "/" or text:find("^%a:") then refuse(name, "has an absolute path") end
  local parts = parts_of(text)
  if #parts > DEEPEST then refuse(name, "is deeper than 64 folders") end
  for _, part in ipairs(parts) do
    if part == ".." then refuse(name, "has '..' in its path") end
    if #part > LONGEST_NAME then refuse(name, "has a name of more than 255 bytes") end
    if host.is_windows and is_refused_by_windows(part) then refuse(name, "has a name that Windows cannot have") end
  end
  return parts
end

-- The parts of a name, not checked.
function names.parts(name) return parts_of((name:gsub("\\", "/"))) end

-- Requires that a link stays inside: its target is relative, and goes up only at its beginning, and not too far.
function names.require_inside(parts, entry)
  local target = entry.target:gsub("\\", "/")
  local function out(reason) refuse(entry.name, ("is a link to '%s', %s"):format(entry.target, reason)) end
  if target == "" or target:find("\0", 1, true) then out("which is no path") end
  if target:sub(1, 1) == "/" or target:find("^%a:") then out("an absolute path") end
  local up, is_down = 0, false
  for _, part in ipairs(parts_of(target)) do
    if part ~= ".." then is_down = true elseif is_down then out("which has '..' behind a name") else up = up + 1 end
  end
  if up > #parts - 1 then out("outside of the folder") end
end

-- A name as the system compares it.
function names.key(name) return host.ignores_case and name:lower() or name end

-- Whether a name fits one element of a pattern.
local function part_fits(part, element)
  local chunks = {}
  for chunk in (element .. "*"):gmatch("([^*]*)%*") do
    chunks[#chunks + 1] = chunk:gsub("[%^%$%(%)%%%.%[%]%+%-]", "%%%0"):gsub("%?", ".")
  end
  return wildcards.text_fits(part, chunks)
end

-- Whether a name fits one of the patterns: with * and ? inside a name, and ** for any number of folders.
function names.fits(parts, patterns)
  for _, pattern in ipairs(type(patterns) == "table" and patterns or { patterns }) do
    if wildcards.path_fits(parts, parts_of(pattern), part_fits) then return true end
  end
  return false
end

return names
