local function a(i, j)
  local ij = i + j - 1
  return 1.0 / (ij * (ij - 1) * 0.5 + i)
end

local function multiply(x, y, n, transposed)
  for i = 1, n do
    local sum = 0
    for j = 1, n do sum = sum + x[j] * (transposed and a(j, i) or a(i, j)) end
    y[i] = sum
  end
end

local function spectral_norm(n)
  local u, v, t = {}, {}, {}
  for i = 1, n do u[i] = 1 end
  for _ = 1, 10 do
    multiply(u, t, n, false)
    multiply(t, v, n, true)
    multiply(v, t, n, false)
    multiply(t, u, n, true)
  end
  local vBv, vv = 0, 0
  for i = 1, n do
    vBv, vv = vBv + u[i] * v[i], vv + v[i] * v[i]
  end
  return math.sqrt(vBv / vv)
end

function main(scale)
  for _ = 1, tonumber(scale) do print(("%.9f"):format(spectral_norm(120))) end
end
