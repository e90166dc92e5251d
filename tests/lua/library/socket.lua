local check = require("check")
local that, equal, fails = check.that, check.equal, check.fails
local socket = require("socket")

that("socket.gettime is the time with a fraction", function()
  equal(math.type(socket.gettime()), "float")
  equal(math.abs(socket.gettime() - os.time()) < 60, true)
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
