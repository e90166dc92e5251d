-- What a Windows cannot show of helm.process: it has no folder of descriptors, and no programs that sleep for parts of a second.
local check = require("check")
local that, equal, returns = check.that, check.equal, check.returns
local fs, process = require("helm.fs"), require("helm.process")

that("programs whose handles are forgotten find the end of their input, and leave nothing open", function()
  local function count() return #fs.list("/dev/fd") end
  process.run({ "true" })
  collectgarbage()
  local before = count()
  for _ = 1, 20 do process.spawn({ "cat" }) end
  collectgarbage()
  collectgarbage()
  for _ = 1, 1000 do
    process.run({ "true" })
    if count() <= before then break end
  end
  equal(count() <= before, true)
end)

that("the time of process.pipe is that of all programs, and what has ended is not late", function()
  local result = process.pipe({ { "sh", "-c", "exit 4" }, { "sleep", "4.5" }, { "sleep", "2" } }, { timeout = 3 })
  local first, second, third = table.unpack(result.results)
  returns(table.pack(first.code, first.timed_out), 4, false)
  returns(table.pack(second.code, second.timed_out), 124, true)
  returns(table.pack(third.code, third.timed_out), 0, false)
  equal(result.timed_out, true)
end)
