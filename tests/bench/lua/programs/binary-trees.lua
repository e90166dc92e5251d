local function bottom_up(depth)
  if depth == 0 then return {} end
  depth = depth - 1
  local left, right = bottom_up(depth), bottom_up(depth)
  return { left, right }
end

local function count(tree)
  if tree[1] then return 1 + count(tree[1]) + count(tree[2]) end
  return 1
end

function main(scale)
  local deepest = 12
  local long_lived = bottom_up(deepest)
  for _ = 1, tonumber(scale) do
    for depth = 4, deepest, 4 do
      local check = 0
      for _ = 1, 2 ^ (deepest - depth + 4) do check = check + count(bottom_up(depth)) end
      print(depth, check)
    end
  end
  print(count(long_lived))
end
