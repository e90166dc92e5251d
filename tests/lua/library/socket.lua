local check = require("check")
local that, equal, fails = check.that, check.equal, check.fails
local socket = require("socket")
local system = require("system")

that("socket.gettime is the time with a fraction", function()
  equal(math.type(socket.gettime()), "float")
  equal(math.abs(socket.gettime() - os.time()) < 60, true)
end)

that("socket.gettime knows parts of a millisecond", function()
  local parts = 0
  for _ = 1, 20 do
    local milliseconds = socket.gettime() * 1000
    if math.abs(milliseconds - math.floor(milliseconds + 0.5)) > 0.01 then parts = parts + 1 end
  end
  equal(parts > 0, true)
end)

that("socket.gettime does not go back", function()
  local before = socket.gettime()
  for _ = 1, 20000 do
    local now = socket.gettime()
    if now < before then equal(now, before) end
    before = now
  end
end)

that("socket.sleep waits no shorter than asked, by a millisecond's parts", function()
  for _ = 1, 10 do
    local start = system.monotime()
    socket.sleep(0.0023)
    equal(system.monotime() - start >= 0.002299, true)
  end
end)

that("socket.sleep waits at least so long", function()
  local start = socket.gettime()
  socket.sleep(0.12)
  equal(socket.gettime() - start >= 0.1, true)
  socket.sleep(0)
  socket.sleep(-1)
end)

that("socket refuses what is no number", function()
  fails("^bad argument #1 to 'sleep' %(number expected, got nil%)$", socket.sleep)
end)
