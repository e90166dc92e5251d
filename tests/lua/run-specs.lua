-- Runs the specs that are given as arguments; ends with status 1 where one of their checks fails.
local folder = arg[0]:match("^(.*)[/\\]") or "."

function main(...)
  package.path = folder .. "/?.lua"
  local check = require("check")
  for _, path in ipairs({ ... }) do dofile(path) end
  return check.failures == 0 and 0 or 1
end

-- The reference interpreter has a name before the script, and calls no main.
if arg[-1] then os.exit(main(...), true) end
