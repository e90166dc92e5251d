-- Classes with single inheritance, mixins and inherited metamethods.
local function propagate(class, key, value)
  class.methods[key] = value
  for child in pairs(class.children) do
    if rawget(child.own, key) == nil then propagate(child, key, value) end
  end
end

local function make(name, parent)
  local methods = {}
  methods.__index = methods
  local class = { name = name, parent = parent, methods = methods, own = {}, static = {}, children = setmetatable({}, { __mode = "k" }) }
  if parent then
    for key, value in pairs(parent.methods) do
      if key ~= "__index" then methods[key] = value end
    end
    parent.children[class] = true
  end
  return setmetatable(class, {
    __index = function(_, key) return methods[key] or class.static[key] or (parent and parent[key]) end,
    __newindex = function(_, key, value)
      class.own[key] = value
      propagate(class, key, value)
    end,
    __call = function(self, ...) return self:new(...) end,
    __tostring = function() return "class " .. name end,
  })
end

local Base = make("Object")
Base.static.new = function(self, ...)
  local object = setmetatable({ class = self }, self.methods)
  object:initialize(...)
  return object
end
Base.static.subclass = function(self, name) return make(name, self) end
Base.static.include = function(self, mixin)
  for key, value in pairs(mixin) do self[key] = value end
  return self
end
function Base:initialize() end
function Base:isInstanceOf(class)
  local c = self.class
  while c do
    if c == class then return true end
    c = c.parent
  end
  return false
end
Base.__tostring = function(self) return "instance of " .. tostring(self.class) end

return setmetatable({ Object = Base }, { __call = function(_, name, parent) return (parent or Base):subclass(name) end })
