-- Versions as semver.org has them.
local semver = {}
semver.__index = semver

local function identifiers(text)
  local list = {}
  for part in (text or ""):gmatch("[^.]+") do list[#list + 1] = tonumber(part) or part end
  return list
end

local function compare_identifiers(a, b)
  if #a == 0 or #b == 0 then return #b - #a end
  for i = 1, math.max(#a, #b) do
    local x, y = a[i], b[i]
    if x == nil then return -1 elseif y == nil then return 1 end
    if x ~= y then
      if type(x) ~= type(y) then return type(x) == "number" and -1 or 1 end
      return x < y and -1 or 1
    end
  end
  return 0
end

function semver.parse(text)
  local major, minor, patch, rest = tostring(text):match("^(%d+)%.?(%d*)%.?(%d*)(.*)$")
  assert(major, ("%q is no version"):format(text))
  local pre, build = rest:match("^%-([%w.-]+)"), rest:match("%+([%w.-]+)$")
  assert(rest == "" or pre or build, ("%q is no suffix"):format(rest))
  return setmetatable({ tonumber(major), tonumber(minor) or 0, tonumber(patch) or 0, pre = identifiers(pre), build = build }, semver)
end

function semver.compare(a, b)
  for i = 1, 3 do
    if a[i] ~= b[i] then return a[i] - b[i] end
  end
  return compare_identifiers(a.pre, b.pre)
end

function semver.__eq(a, b) return semver.compare(a, b) == 0 end
function semver.__lt(a, b) return semver.compare(a, b) < 0 end
function semver.__le(a, b) return semver.compare(a, b) <= 0 end
-- a ^ b: may b stand in for a?
function semver.__pow(a, b) return a[1] == b[1] and (a[1] > 0 or a[2] == b[2]) and a <= b end
function semver:__tostring()
  local pre = #self.pre > 0 and "-" .. table.concat(self.pre, ".") or ""
  return ("%d.%d.%d%s%s"):format(self[1], self[2], self[3], pre, self.build and "+" .. self.build or "")
end

return semver
