local prefix = "helm."

return setmetatable({}, {
  __index = function(helm, name)
    if type(name) ~= "string" or not package.preload[prefix .. name] then return nil end
    local module = require(prefix .. name)
    rawset(helm, name, module)
    return module
  end,
})
