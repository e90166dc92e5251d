-- helm.test: takes the place of what modules of the library ask their hosts for.
local hosts = ...

local fakes = {}

-- By the names of modules: functions that make a fake of the real one.
local makers = {}
local originals = {}

local function apply(name)
  local host = hosts[name]
  if not host or originals[name] then return end
  originals[name] = {}
  for field, make in pairs(makers[name] or {}) do
    originals[name][field] = host[field]
    host[field] = make(host[field])
  end
end

-- A module that is loaded later gets its fakes then.
setmetatable(hosts, {
  __newindex = function(_, name, host)
    rawset(hosts, name, host)
    if makers[name] then apply(name) end
  end,
})

function fakes.replace(name, functions)
  if makers[name] then return end
  makers[name] = functions
  apply(name)
end

function fakes.restore()
  for name, functions in pairs(originals) do
    for field, original in pairs(functions) do hosts[name][field] = original end
  end
  makers, originals = {}, {}
end

return fakes
