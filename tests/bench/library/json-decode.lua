-- Reads a file of JSON so many times: MODULE FILE COUNT.
function main(module, path, count)
  local decode = require(module).decode
  local file <close> = assert(io.open(path, "rb"))
  local text = file:read("a")
  for _ = 1, tonumber(count) do assert(decode(text)) end
end
