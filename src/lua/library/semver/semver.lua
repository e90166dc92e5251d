local host, arguments = ...

local semver = {}

local NO_VERSION = "a version such as '1.2.3' expected, got '%s'"
local NO_CONSTRAINT = "a version constraint such as '^1.2' expected, got '%s'"

function semver.parse(text)
  text = arguments.text(text, 1, "parse")
  local version = host.parse(text)
  if not version then return nil, ("not a version: '%s'"):format(text), "EINVAL" end
  return version
end

function semver.valid(text) return host.parse(arguments.text(text, 1, "valid")) ~= nil end

function semver.compare(one, other)
  one = arguments.text(one, 1, "compare")
  other = arguments.text(other, 2, "compare")
  if not host.parse(one) then arguments.refuse(1, "compare", NO_VERSION:format(one)) end
  if not host.parse(other) then arguments.refuse(2, "compare", NO_VERSION:format(other)) end
  return host.compare(one, other)
end

function semver.satisfies(text, constraint)
  text = arguments.text(text, 1, "satisfies")
  constraint = arguments.text(constraint, 2, "satisfies")
  if not host.parse(text) then arguments.refuse(1, "satisfies", NO_VERSION:format(text)) end
  if not host.is_constraint(constraint) then arguments.refuse(2, "satisfies", NO_CONSTRAINT:format(constraint)) end
  return host.satisfies(text, constraint)
end

function semver.max(list, constraint)
  if type(list) ~= "table" then
    arguments.refuse(1, "max", ("table expected, got %s"):format(type(list)))
  end
  constraint = constraint == nil and ">=0.0.0-0" or arguments.text(constraint, 2, "max")
  if not host.is_constraint(constraint) then arguments.refuse(2, "max", NO_CONSTRAINT:format(constraint)) end
  local highest
  for _, text in ipairs(list) do
    local fits = type(text) == "string" and host.satisfies(text, constraint)
    if fits and (not highest or host.compare(text, highest) > 0) then highest = text end
  end
  return highest
end

return semver
