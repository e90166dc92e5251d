-- helm.archive: makes the links of an archive when all else is unpacked. On Windows they become copies of what they lead to.
local names, host = ...
local fs, path = require("helm.fs"), require("helm.path")

-- More than systems follow.
local MOST_LINKS = 255

local function key_of(parts, count) return names.key(table.concat(parts, "/", 1, count)) end

-- Where a link leads, from the folder of the archive. Its target goes up only at its beginning.
local function target_of(link)
  local parts = table.move(link.parts, 1, #link.parts - 1, 1, {})
  for _, part in ipairs(names.parts(link.target)) do
    if part == ".." then parts[#parts] = nil else parts[#parts + 1] = part end
  end
  return parts
end

-- The links by their places, and those in each folder.
local function index_of(links)
  local at, below = {}, {}
  for _, link in ipairs(links) do
    at[key_of(link.parts, #link.parts)] = link
    for depth = 0, #link.parts - 1 do
      local key = key_of(link.parts, depth)
      below[key] = below[key] or {}
      table.insert(below[key], link)
    end
  end
  return at, below
end

-- The links that must be there before what is at a path is: those above it, itself, and those in it.
local function needed_for(parts, at, below)
  local needed = {}
  for depth = 1, #parts do needed[#needed + 1] = at[key_of(parts, depth)] end
  for _, link in ipairs(below[key_of(parts, #parts)] or {}) do needed[#needed + 1] = link end
  return needed
end

-- Tells `count` of every file and folder of a copy.
local function count_copy(from, count)
  count(from)
  if not fs.is_dir(from) then return end
  for place in fs.walk(from) do count(place) end
end

local function make_copies(folder, links, done, count)
  local at, below = index_of(links)
  local function copy(link, depth)
    if link.state == "done" then return end
    local function refuse(why) names.refuse(link.name, ("is a link to '%s', which %s"):format(link.target, why)) end
    if link.state == "begun" then refuse("leads back to the link") end
    if depth > MOST_LINKS then refuse("leads through too many links") end
    link.state = "begun"
    local target = target_of(link)
    for _, other in ipairs(needed_for(target, at, below)) do copy(other, depth + 1) end
    local from = path.join(folder, table.concat(target, "/"))
    if not fs.exists(from) then refuse("is not there") end
    count_copy(from, count)
    done(fs.copy(from, link.place, { recursive = true }))
    link.state = "done"
  end
  for _, link in ipairs(links) do copy(link, 1) end
end

-- Makes links: tables with `name`, `parts`, `place` and `target`. `done` gets what functions of helm.fs return, and `count` each place that
-- is copied, before that.
return function(folder, links, done, count)
  if host.is_windows then return make_copies(folder, links, done, count) end
  for _, link in ipairs(links) do done(fs.symlink(link.target, link.place)) end
end
