local check = require("check")
local that, equal, fails = check.that, check.equal, check.fails
local log = require("helm.log")

-- What a call writes to stderr.
local function written(call, ...)
  local stderr, parts = io.stderr, {}
  io.stderr = { write = function(_, ...) parts[#parts + 1] = table.concat({ ... }) end }
  local ok, message = pcall(call, ...)
  io.stderr = stderr
  if not ok then error(message, 0) end
  return table.concat(parts)
end

that("log writes a line with the level", function()
  equal(written(log.info, "text"), "text\n")
  equal(written(log.warn, "text"), "WARNING: text\n")
  equal(written(log.error, "text"), "Error: text\n")
end)

that("log formats only with more than one argument", function()
  equal(written(log.info, "100%"), "100%\n")
  equal(written(log.info, "%d of %s", 2, "five"), "2 of five\n")
  equal(written(log.warn, 12), "WARNING: 12\n")
  fails("^bad argument #2 to '[%w.]*format' %(number expected, got string%)$", log.info, "%d", "x")
end)

that("log.debug writes only if HELM_DEBUG is true", function()
  local env = require("helm.env")
  for value, expected in pairs({ ["true"] = "[debug] text\n", ["1"] = "[debug] text\n", ["false"] = "", [""] = "", yes = "" }) do
    env.set("HELM_DEBUG", value)
    equal(written(log.debug, "text"), expected)
  end
  env.unset("HELM_DEBUG")
  equal(written(log.debug, "text"), "")
end)

that("log refuses what is no text", function()
  for _, name in ipairs({ "debug", "info", "warn", "error" }) do
    fails("^bad argument #1 to '" .. name .. "' %(string expected, got table%)$", log[name], {})
  end
end)
