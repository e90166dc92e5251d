-- What helm.json and helm.yaml do for null besides its use as a value: it shows as "null", and errors name it.
local null = ...

-- All light userdata have one metatable; a script that has given them one keeps it.
if type(debug) ~= "table" or debug.getmetatable(null) then return end

local function refuse(what) error(("attempt to %s null (test for it with `== json.null`)"):format(what), 3) end

debug.setmetatable(null, {
  __tostring = function(value) return value == null and "null" or ("userdata: %p"):format(value) end,
  __concat = function() refuse("concatenate") end,
  __index = function() refuse("index") end,
})
