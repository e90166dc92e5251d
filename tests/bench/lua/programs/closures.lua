local function counter()
  local n = 0
  return function(step) n = n + step return n end, function() return n end
end

local function compose(...)
  local fs = { ... }
  return function(x)
    for i = #fs, 1, -1 do x = fs[i](x) end
    return x
  end
end

local Point = {}
Point.__index = Point
function Point.new(x, y) return setmetatable({ x = x, y = y }, Point) end
function Point:add(o) return Point.new(self.x + o.x, self.y + o.y) end
Point.__add = Point.add

function main(scale)
  local total = 0.0
  for round = 1, tonumber(scale) do
    for i = 1, 60000 do
      local step, get = counter()
      step(i)
      step(1)
      total = total + get()
    end
    local f = compose(function(x) return x + 1 end, function(x) return x * 2 end, function(x) return x - 3 end)
    for i = 1, 100000 do total = total + f(i) end
    local p, one = Point.new(0, 0), Point.new(1, 2)
    for i = 1, 200000 do p = p + one end
    total = total + p.x + p.y
  end
  print(total)
end
