local check = require("check")
local that, equal, fails = check.that, check.equal, check.fails
local system = require("system")

that("system.gettime and system.monotime are numbers with a fraction", function()
  equal(math.type(system.gettime()), "float")
  equal(math.abs(system.gettime() - os.time()) < 60, true)
  local before = system.monotime()
  equal(math.type(before), "float")
  equal(system.sleep(0.06), true)
  equal(system.monotime() - before >= 0.05, true)
  equal(system.sleep(-1), true)
  fails("^bad argument #1 to 'sleep' %(number expected, got nil%)$", system.sleep)
end)

that("system.gettime and system.monotime know parts of a millisecond", function()
  for _, clock in ipairs({ system.gettime, system.monotime }) do
    local parts = 0
    for _ = 1, 20 do
      local milliseconds = clock() * 1000
      if math.abs(milliseconds - math.floor(milliseconds + 0.5)) > 0.01 then parts = parts + 1 end
    end
    equal(parts > 0, true)
  end
end)

that("system.isatty knows files", function()
  equal(system.isatty(io.stdout), false)
  local file = assert(io.open("system.txt", "w"))
  equal(system.isatty(file), false)
  file:close()
  equal(system.isatty(file), false)
  os.remove("system.txt")
  fails("^bad argument #1 to 'isatty' %(FILE%* expected, got string%)$", system.isatty, "stdout")
  fails("^bad argument #1 to 'isatty' %(FILE%* expected, got table%)$", system.isatty, {})
end)

that("system.termsize is nil and a message without a terminal", function()
  local rows, message = system.termsize()
  equal(rows, nil)
  equal(message, "Inappropriate ioctl for device")
end)

that("system.setenv changes what system.getenv and os.getenv see", function()
  equal(system.setenv("LUFF_SYSTEM", "a\xFFb"), true)
  equal(system.getenv("LUFF_SYSTEM"), os.getenv("LUFF_SYSTEM"))
  equal(system.getenvs().LUFF_SYSTEM, system.getenv("LUFF_SYSTEM"))
  equal(system.setenv("LUFF_SYSTEM"), true)
  equal(system.getenv("LUFF_SYSTEM"), nil)
  equal(system.setenv("A=B", "c"), false)
  fails("^bad argument #1 to 'setenv' %(string expected, got nil%)$", system.setenv)
  fails("^bad argument #2 to 'setenv' %(string expected, got table%)$", system.setenv, "A", {})
  fails("^bad argument #1 to 'getenv' %(string expected, got nil%)$", system.getenv)
end)

that("system.random returns so many bytes", function()
  equal(#system.random(), 1)
  equal(#system.random(1024), 1024)
  equal(system.random(32) ~= system.random(32), true)
  for _, length in ipairs({ 0, -1, 1025 }) do
    local bytes, message = system.random(length)
    equal(bytes, nil)
    equal(message, "invalid number of bytes, must be between 1 and 1024")
  end
  fails("^bad argument #1 to 'random' %(number expected, got string%)$", system.random, "x")
end)
