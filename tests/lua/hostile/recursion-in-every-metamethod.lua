--@ status 0
--@ stdout 12 of 12
local names = { "__add", "__concat", "__eq", "__lt", "__le", "__len", "__unm", "__bnot", "__call", "__newindex", "__close", "__idiv" }
local use = {
  __add = function(t) return t + t end, __concat = function(t) return t .. t end, __eq = function(t, u) return t == u end,
  __lt = function(t) return t < t end, __le = function(t) return t <= t end, __len = function(t) return #t end,
  __unm = function(t) return -t end, __bnot = function(t) return ~t end, __call = function(t) return (t()) end,
  __newindex = function(t) t.x = 1 end, __close = function(t) local x <close> = t end, __idiv = function(t) return t // 1 end,
}
local overflows = 0
for _, name in ipairs(names) do
  local t, u = {}, {}
  local mt = { [name] = function() return use[name](t, u) end }
  setmetatable(t, mt)
  setmetatable(u, mt)
  local ok, message = pcall(use[name], t, u)
  if not ok and tostring(message):find("stack overflow") or tostring(message):find("error in error") then overflows = overflows + 1 end
end
print(overflows .. " of " .. #names)
