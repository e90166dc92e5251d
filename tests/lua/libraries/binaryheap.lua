function main()
  local heap = require("binaryheap")
  local h = heap.minUnique()
  local seed = 1
  for i = 1, 200 do
    seed = (seed * 16807) % 2147483647
    h:insert(seed % 1000, "item" .. i)
  end
  h:update("item7", -5)
  h:remove("item8")
  local out = {}
  for i = 1, 10 do
    local name, value = h:pop()
    out[i] = tostring(name) .. "=" .. tostring(value)
  end
  print(table.concat(out, " "), h:size(), h:peek())
end
if arg[-1] then main(...) end
