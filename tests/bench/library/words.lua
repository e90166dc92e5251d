-- Takes the words of a file apart so many times: FILE COUNT.
function main(path, count)
  local lpeg = require "lpeg"
  local letter = lpeg.R("az", "AZ", "09")
  local words = lpeg.Ct((lpeg.C(letter ^ 1) + (1 - letter) ^ 1) ^ 0)
  local file <close> = assert(io.open(path, "rb"))
  local text = file:read("a")
  for _ = 1, tonumber(count) do assert(#words:match(text) > 1000) end
end
