function main(scale)
  for _ = 1, tonumber(scale) do
    local seed, numbers, records = 42.0, {}, {}
    for i = 1, 60000 do
      seed = (seed * 16807.0) % 2147483647.0
      numbers[i] = seed
    end
    for i = 1, 20000 do records[i] = { key = numbers[i], name = tostring(numbers[i]) } end
    table.sort(numbers)
    table.sort(records, function(a, b) return a.key < b.key end)
    local first = records[1].key
    table.sort(records, function(a, b) return a.name > b.name end)
    print(numbers[1], first, records[1].name)
  end
end
