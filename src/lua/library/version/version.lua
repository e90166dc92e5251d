local host, arguments = ...

local version = { luff = host.luff, lua = host.lua }

local EXPECTED = "a version constraint such as '>=0.2' expected, got '%s'"

function version.satisfies(constraint)
  constraint = arguments.text(constraint, 1, "satisfies")
  local need = host.unmet(constraint)
  if need == nil then arguments.refuse(1, "satisfies", EXPECTED:format(constraint)) end
  return not need
end

function version.require(constraint)
  constraint = arguments.text(constraint, 1, "require")
  local need = host.unmet(constraint)
  if need == nil then arguments.refuse(1, "require", EXPECTED:format(constraint)) end
  if need then require("helm.fail")(("needs %s; this is luff %s"):format(need, host.luff)) end
end

return version
