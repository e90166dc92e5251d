-- Counts which lines of the plugin's files run. The runner calls it before the specs.
local folder, separator = ...

local coverage = {}

local counts = {}
local sources = {}

local function with_slashes(path) return (path:gsub(separator == "\\" and "\\" or "/", "/")) end

-- A path with slashes and without "." and ".."; a relative one is one of the plugin's folder, in which specs run.
local function whole(path)
  path = with_slashes(path)
  if not path:find("^/") and not path:find("^%a:/") then path = with_slashes(folder) .. "/" .. path end
  local parts = {}
  for part in path:gmatch("[^/]+") do
    if part == ".." then parts[#parts] = nil elseif part ~= "." then parts[#parts + 1] = part end
  end
  return (path:find("^/") and "/" or "") .. table.concat(parts, "/")
end

local root = whole(folder) .. "/"

-- Whether a chunk is a file of the plugin that is no spec.
local function file_of(source)
  local known = sources[source]
  if known ~= nil then return known end
  local path = source:sub(1, 1) == "@" and whole(source:sub(2)) or ""
  local inside = path:sub(1, #root) == root
  local inner = inside and path:sub(#root + 1) or ""
  local counted = inside and not inner:find("^spec/") and not inner:find("^tests/") and not inner:find("^lua_modules/")
  sources[source] = counted and inner or false
  return sources[source]
end

local getinfo, sethook = debug.getinfo, debug.sethook

local function count(_, line)
  local file = file_of(getinfo(2, "S").source)
  if not file then return end
  local lines = counts[file]
  if not lines then
    lines = {}
    counts[file] = lines
  end
  lines[line] = (lines[line] or 0) + 1
end

-- Each coroutine has a hook of its own.
local function hooked(create)
  return function(body)
    if type(body) ~= "function" then return create(body) end
    return create(function(...)
      sethook(count, "l")
      return body(...)
    end)
  end
end

function coverage.begin()
  coroutine.create, coroutine.wrap = hooked(coroutine.create), hooked(coroutine.wrap)
  sethook(count, "l")
end

-- What string.dump writes of a function in Lua 5.4 (lundump.c): its lines that can run, and those of the functions in it.
local function lines_of(dumped)
  local at = 4 + 1 + 1 + 6 + 1 + 1 + 1 + 8 + 8 + 1 + 1
  local active = {}
  local function byte()
    at = at + 1
    return dumped:byte(at - 1)
  end
  local function size()
    local value = 0
    while true do
      local part = byte()
      value = value << 7 | part & 0x7f
      if part & 0x80 ~= 0 then return value end
    end
  end
  -- Skips a list whose elements have so many bytes.
  local function skip_list(bytes)
    local number = size()
    at = at + number * bytes
  end
  local function skip_text()
    local length = size()
    if length > 0 then at = at + length - 1 end
  end
  local read_function
  local function skip_constants()
    for _ = 1, size() do
      local kind = byte()
      if kind == 0x13 or kind == 0x03 then at = at + 8
      elseif kind == 0x04 or kind == 0x14 then skip_text() end
    end
  end
  local function read_lines(first, is_vararg)
    local number = size()
    local line_info = at
    at = at + number
    local absolute = {}
    for _ = 1, size() do
      local pc = size()
      absolute[pc] = size()
    end
    local line = first
    for pc = 0, number - 1 do
      local step = ("b"):unpack(dumped, line_info + pc)
      if step == -128 then line = absolute[pc] else line = line + step end
      -- The first instruction of a function with varargs prepares them, and the last one is the return at its end, which a function
      -- with returns of its own never reaches.
      if not (pc == 0 and is_vararg) and pc < number - 1 then active[line] = true end
    end
  end
  function read_function()
    skip_text()
    local first = size()
    size()
    byte()
    local is_vararg = byte() ~= 0
    byte()
    skip_list(4)
    skip_constants()
    skip_list(3)
    for _ = 1, size() do read_function() end
    read_lines(first, is_vararg)
    for _ = 1, size() do
      skip_text()
      size()
      size()
    end
    for _ = 1, size() do skip_text() end
  end
  read_function()
  return active
end

-- The lines of a file that can run, with how often they ran.
local function counted_lines(file)
  local chunk = loadfile(folder .. separator .. file)
  if not chunk then return {} end
  local lines = {}
  for line in pairs(lines_of(string.dump(chunk))) do lines[line] = (counts[file] or {})[line] or 0 end
  return lines
end

-- The files that ran, and those of the given list, each with its lines.
function coverage.finish(tell, files)
  sethook()
  for file in files:gmatch("[^\n]+") do
    local lines = counted_lines(file)
    local parts = {}
    for line, number in pairs(lines) do parts[#parts + 1] = line .. ":" .. number end
    tell({ kind = "coverage", file = file, lines = table.concat(parts, ",") })
  end
end

return coverage
