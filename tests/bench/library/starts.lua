-- Starts the program `true` so many times, one after the other.
function main(count)
  local run = require("helm.process").run
  for _ = 1, tonumber(count) do assert(run({ "true" }).ok) end
end
