local host, arguments = ...

local is_windows = host.is_windows

local path = { sep = is_windows and "\\" or "/" }

-- With forward slashes. On POSIX a backslash is a character like any other.
local function slashes(text) return is_windows and (text:gsub("\\", "/")) or text end

-- The beginning that no ".." leaves ("/", "C:/", "//server/share/", "C:", ""), and what follows it.
local function split_root(text)
  if is_windows then
    local drive, rest = text:match("^(%a:)(.*)$")
    if drive then
      local inner = rest:match("^/+(.*)$")
      return inner and drive .. "/" or drive, inner or rest
    end
    local server, share, behind = text:match("^//([^/]+)/+([^/]+)(.*)$")
    if server then return ("//%s/%s/"):format(server, share), (behind:gsub("^/+", "")) end
  end
  local inner = text:match("^/+(.*)$")
  return inner and "/" or "", inner or text
end

local function is_abs(text)
  local root = split_root(text)
  if not is_windows then return root ~= "" end
  return root:find("^%a:/") ~= nil or root:find("^//") ~= nil
end

-- The elements behind the root, without "." and, as far as they have a parent, without "..".
local function elements(root, rest)
  local parts = {}
  for part in rest:gmatch("[^/]+") do
    local last = parts[#parts]
    if part == ".." and last and last ~= ".." then
      parts[#parts] = nil
    elseif part == ".." and root:sub(-1) == "/" then
      -- There is nothing above a root.
    elseif part ~= "." then
      parts[#parts + 1] = part
    end
  end
  return parts
end

local function normalize(text)
  local root, rest = split_root(slashes(text))
  local joined = root .. table.concat(elements(root, rest), "/")
  return joined == "" and "." or joined
end

local function working_folder()
  local folder, message, code = host.working_folder()
  if not folder then return nil, message, code end
  return slashes(folder)
end

local function absolute(text)
  text = slashes(text)
  if is_abs(text) then return normalize(text) end
  local folder, message, code = working_folder()
  if not folder then return nil, message, code end
  local root, rest = split_root(text)
  if root == "" then return normalize(folder .. "/" .. text) end
  local own = split_root(folder)
  if root == "/" then return normalize(own .. rest) end
  -- "C:x" is below the folder of its drive, which is known only for the working folder's own.
  if own:sub(1, 2):lower() == root:lower() then return normalize(folder .. "/" .. rest) end
  return normalize(root .. "/" .. rest)
end

local function base(text)
  local _, rest = split_root(slashes(text))
  return rest:match("([^/]*)/*$")
end

function path.normalize(text) return normalize(arguments.path(text, 1, "normalize")) end

function path.is_abs(text) return is_abs(slashes(arguments.path(text, 1, "is_abs"))) end

function path.join(...)
  local parts = {}
  for index = 1, select("#", ...) do
    local part = arguments.path((select(index, ...)), index, "join")
    if part ~= "" then parts[#parts + 1] = part end
  end
  if #parts == 0 then return "" end
  return normalize(table.concat(parts, "/"))
end

function path.base(text)
  text = arguments.path(text, 1, "base")
  local name = base(text)
  return name ~= "" and name or text == "" and "" or normalize(text)
end

function path.dir(text)
  local root, rest = split_root(slashes(arguments.path(text, 1, "dir")))
  local parent = rest:match("^(.*[^/])/+[^/]+/*$")
  return normalize(root .. (parent or ""))
end

function path.ext(text)
  return base(arguments.path(text, 1, "ext")):match("^.*[^.].*(%.[^.]*)$") or ""
end

function path.stem(text)
  local name = base(arguments.path(text, 1, "stem"))
  return name:match("^(.*[^.].*)%.[^.]*$") or name
end

function path.split(text)
  local root, rest = split_root(slashes(arguments.path(text, 1, "split")))
  local parts = elements(root, rest)
  if root ~= "" then table.insert(parts, 1, root) end
  return arguments.array(parts)
end

function path.abs(text) return absolute(arguments.path(text, 1, "abs")) end

local function same(one, other)
  if is_windows then return one:lower() == other:lower() end
  return one == other
end

function path.rel(text, from)
  text = arguments.path(text, 1, "rel")
  from = arguments.optional_path(from, 2, "rel") or "."
  local target, message, code = absolute(text)
  if not target then return nil, message, code end
  local start = absolute(from)
  local root, rest = split_root(target)
  local other_root, other_rest = split_root(start)
  if not same(root, other_root) then
    return nil, ("%s: not on the same drive as %s"):format(text, from), "EXDEV"
  end
  local to, back = elements(root, rest), elements(other_root, other_rest)
  local common = 0
  while common < #to and common < #back and same(to[common + 1], back[common + 1]) do common = common + 1 end
  local parts = {}
  for _ = common + 1, #back do parts[#parts + 1] = ".." end
  for index = common + 1, #to do parts[#parts + 1] = to[index] end
  return #parts == 0 and "." or table.concat(parts, "/")
end

function path.expand(text)
  text = arguments.path(text, 1, "expand")
  local rest = text:match("^~$") and "" or slashes(text):match("^~(/.*)$")
  if not rest then return text end
  local home = host.home()
  if home == "" then return nil, "the home folder is not known", "ENOENT" end
  return normalize(home .. rest)
end

function path.native(text)
  text = arguments.path(text, 1, "native")
  return is_windows and (text:gsub("/", "\\")) or text
end

return path
