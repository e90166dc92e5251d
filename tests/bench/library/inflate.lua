-- Unpacks a compressed file so many times: FILE COUNT.
function main(path, count)
  local zlib = require "zlib"
  local file <close> = assert(io.open(path, "rb"))
  local packed = file:read("a")
  for _ = 1, tonumber(count) do assert(#zlib.inflate()(packed) > 1e6) end
end
