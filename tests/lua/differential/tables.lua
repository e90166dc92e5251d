--@ case insert and remove
local t = {}
table.insert(t, "a")
table.insert(t, 1, "b")
table.insert(t, 3, "c")
print(table.concat(t, ","), table.remove(t), table.remove(t, 1), table.concat(t, ","), table.remove(t), table.remove(t), #t)
print(table.remove({}), table.remove({}, 0), table.remove({ [0] = "zero" }, 0), table.remove({ 1, 2 }, 3))
print(pcall(table.insert, { 1 }, 3, 0))
print(pcall(table.insert, { 1 }, 0, 0))
print(pcall(table.insert, { 1 }, "x", 0))
print(pcall(table.insert, nil, 1))

--@ case remove beyond the end
print(pcall(table.remove, { 1, 2 }, 4))

--@ case concat
print(table.concat({}), table.concat({ 1, 2.5, "x" }), table.concat({ 1, 2, 3 }, ", "), table.concat({ 1, 2, 3 }, "-", 2), table.concat({ 1, 2, 3 }, "-", 2, 3), table.concat({ 1 }, "-", 3), table.concat({ 1, 2, 3 }, 0))
print(pcall(table.concat, { 1, {}, 3 }))
print(pcall(table.concat, { 1, nil, 3 }))
print(pcall(table.concat, { true }))
print(pcall(table.concat, { 1 }, {}, 1))
print(table.concat({ [math.maxinteger] = "edge" }, "", math.maxinteger, math.maxinteger))

--@ case pack and unpack
local t = table.pack(1, nil, 3, nil)
print(t.n, #t >= 1, table.unpack(t, 1, t.n))
print(table.unpack({ 1, 2, 3 }), (table.unpack({ 1, 2, 3 })), table.unpack({ 1, 2, 3 }, 2), table.unpack({ 1, 2, 3 }, 2, 5))
print(table.unpack({ 1, 2 }, -1, 1))
print(table.unpack({}, 5, 1), select("#", table.unpack({}, 1, 3)))
print(pcall(table.unpack, {}, 1, 1e7))
print(pcall(table.unpack, {}, math.mininteger, math.maxinteger))
print(table.unpack({ [math.maxinteger] = "e" }, math.maxinteger, math.maxinteger))

--@ case move
print(table.concat(table.move({ 1, 2, 3, 4, 5 }, 2, 4, 1), ","))
print(table.concat(table.move({ 1, 2, 3, 4, 5 }, 1, 3, 3), ","))
print(table.concat(table.move({ 1, 2, 3 }, 1, 3, 2, { 9 }), ","))
print(table.concat(table.move({ 1, 2, 3 }, 1, 0, 5), ","))
print(pcall(table.move, { 1 }, 1, math.maxinteger, 2))
print(pcall(table.move, {}, -1, math.maxinteger, 2))
print(pcall(table.move, 1, 1, 1, 1))

--@ case sort
local t = { 5, 2, 8, 1, 9, 3 }
table.sort(t)
print(table.concat(t, " "))
table.sort(t, function(a, b) return a > b end)
print(table.concat(t, " "))
t = { "b", "a", "C", "ä", "" }
table.sort(t)
print(table.concat(t, " "))
t = { 3, 1.5, -1, 2 ^ 53, -0.0 }
table.sort(t)
print(table.concat(t, " "))
print(pcall(table.sort, { 1, "x" }))
print(pcall(table.sort, { {}, {} }))
print(pcall(table.sort, { 1, 2, nil, 4 }))
print(pcall(table.sort, { 1, 2 }, 5))

--@ case sort of many
local t, x = {}, 12345
for i = 1, 20000 do
  x = (x * 1103515245 + 12345) % 2147483648
  t[i] = x
end
table.sort(t)
local ok = true
for i = 2, #t do ok = ok and t[i - 1] <= t[i] end
print(ok, t[1], t[10000], t[20000])
for i = 1, 20000 do t[i] = i end
table.sort(t, function(a, b) return a > b end)
print(t[1], t[20000])
for i = 1, 20000 do t[i] = i % 3 end
table.sort(t)
print(t[1], t[10000], t[20000])

--@ case sort with a wrong comparator
local t = {}
for i = 1, 1000 do t[i] = i end
print(pcall(table.sort, t, function(a, b) return true end))
print(pcall(table.sort, { 1, 2, 3 }, function(a, b) error("no", 0) end))

--@ case length and borders
print(#{ 1, 2, 3 }, #{ n = 1 }, #{ 1, 2, nil }, #{ nil }, #{}, #{ [1] = 1, [2] = 2, [4] = 4 } >= 2)
local t = { 1, 2, 3 }
t[#t + 1] = 4
t[#t] = nil
print(#t)

--@ case next and pairs
local t = { 10, 20, 30, x = 1 }
local n = 0
for k, v in pairs(t) do n = n + 1 t[k] = nil end
print(n, next(t), next({}), rawequal(next({ 5 }), 1))
print(pcall(next, {}, 1))
print(pcall(next))
for i, v in ipairs({ 1, 2, nil, 4 }) do io.write(i, ":", v, " ") end
for i, v in ipairs(setmetatable({}, { __index = function(_, i) if i < 4 then return i * 2 end end })) do io.write(i, "=", v, " ") end
print()

--@ case order of the array part and of added keys
local t = {}
for i = 1, 10 do t[i] = i end
for k, v in pairs(t) do io.write(k, " ") end
for i = 1, 10 do t[i] = nil end
print(next(t))

--@ case functions through metamethods
local log = {}
local proxy = setmetatable({}, { __index = function(_, k) log[#log + 1] = "get " .. k return k <= 3 and k or nil end, __newindex = function(_, k, v) log[#log + 1] = "set " .. k end, __len = function() return 3 end })
print(table.concat(proxy, ","), table.unpack(proxy))
table.insert(proxy, 9)
table.remove(proxy, 1)
table.move(proxy, 1, 2, 5)
print(table.concat(log, "; "))
print(pcall(table.insert, setmetatable({}, { __len = function() return "x" end }), 1))
print(pcall(table.concat, setmetatable({}, { __len = function() return 1.5 end })))

--@ case large tables
local t = {}
for i = 1, 300000 do t[i] = i end
for i = 300000, 1, -1 do t[i] = nil end
print(#t)
for i = 1, 100000 do t["k" .. i] = i end
local n = 0
for k in pairs(t) do n = n + 1 end
print(n, t.k99999)

--@ case select
print(select("#"), select("#", nil, nil), select(2, "a", "b", "c"), (select(-1, "a", "b", "c")), select(-2, 1, 2, 3))
print(pcall(select, 0, 1))
print(pcall(select, -2, 1))
print(pcall(select, "x"))
print(select(5, 1, 2))

--@ case raw access
local t = setmetatable({}, { __index = function() return "meta" end, __newindex = function() end, __len = function() return 99 end, __eq = function() return true end })
t.x = 1
print(rawget(t, "x"), rawset(t, "x", 2) == t, rawget(t, "x"), rawlen(t), #t, rawequal(t, t), rawequal(t, {}), rawlen("abc"))
print(pcall(rawset, t, nil, 1))
print(pcall(rawset, {}, 0 / 0, 1))
print(pcall(rawget, "x", 1))
