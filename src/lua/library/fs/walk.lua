-- helm.fs: the entries below a folder.
local fs, _, arguments, entries = ...
local join, kind_of, sorted_names = entries.join, entries.kind_of, entries.sorted_names

local TYPES = {
  file = true, directory = true, link = true, ["named pipe"] = true, socket = true, ["char device"] = true, ["block device"] = true,
  other = true,
}

-- Whether a folder is one of those that are being walked: a link leads back to it.
local function is_open(levels, status)
  for _, level in ipairs(levels) do
    if level.device == status.device and level.number == status.number then return true end
  end
  return false
end

local function walker(levels, options)
  local deepest = options.depth or math.huge
  return function()
    while #levels > 0 do
      local level = levels[#levels]
      local name = level.names[level.next]
      level.next = level.next + 1
      if not name then
        levels[#levels] = nil
      else
        local file = join(level.folder, name)
        local kind, status = kind_of(file, options.follow == true)
        if not kind then kind, status = kind_of(file, false) end
        if kind == "directory" and #levels < deepest and not is_open(levels, status) then
          local names, message, code = sorted_names(file)
          -- A folder can be gone by now.
          if not names and code ~= "ENOENT" then error(message, 0) end
          levels[#levels + 1] =
            { folder = file, names = names or {}, next = 1, device = status.device, number = status.number }
        end
        if kind and (not options.type or options.type == kind) then return file, kind end
      end
    end
  end
end

function fs.walk(folder, options)
  folder = arguments.path(folder, 1, "walk")
  options = arguments.options(options, 2, "walk", { depth = "number", type = "string", follow = "boolean" })
  if options.depth and not (math.tointeger(options.depth) and options.depth > 0) then
    arguments.refuse(2, "walk", "option 'depth': an integer above 0 expected")
  end
  if options.type and not TYPES[options.type] then
    arguments.refuse(2, "walk", ("option 'type': a type such as 'file' or 'directory' expected, got '%s'"):format(options.type))
  end
  local names, message, code = sorted_names(folder)
  if not names then return nil, message, code end
  local _, status = kind_of(folder, true)
  status = status or {}
  local first = { folder = folder, names = names, next = 1, device = status.device, number = status.number }
  return walker({ first }, options)
end
