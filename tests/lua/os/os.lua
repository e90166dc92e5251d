local check = require("check")
local that, equal, fails, returns = check.that, check.equal, check.fails, check.returns

that("os.clock goes forward", function()
  local before = os.clock()
  for i = 1, 100000 do end
  equal(os.clock() >= before, true)
end)

that("os.date writes strftime's conversions", function()
  equal(os.date("!%Y-%m-%dT%H:%M:%SZ", 1709210096), "2024-02-29T12:34:56Z")
  equal(os.date("!%a %A %b %B %j %p %I %y %%", 0), "Thu Thursday Jan January 001 AM 12 70 %")
  equal(os.date("!%G-W%V-%u", 1735603199), "2025-W01-1")
  local t = os.date("!*t", 1709210096)
  check.list({ t.year, t.month, t.day, t.hour, t.min, t.sec, t.wday, t.yday, t.isdst }, 2024, 2, 29, 12, 34, 56, 5, 60, false)
  fails("invalid conversion specifier", os.date, "%Q")
end)

that("os.difftime is a float", function() equal(os.difftime(10, 4), 6.0) end)

that("os.execute tells status and kind", function()
  equal(os.execute(), true)
  returns(table.pack(os.execute("exit 0")), true, "exit", 0)
  returns(table.pack(os.execute("exit 3")), nil, "exit", 3)
end)

that("os.exit is there", function()
  equal(type(os.exit), "function")
  fails("number expected", os.exit, {})
end)

that("os.getenv gives what is set and nil for the rest", function()
  equal(type(os.getenv("PATH")), "string")
  equal(os.getenv("LUFF_SPEC_NOT_SET"), nil)
end)

that("os.remove and os.rename tell their errors", function()
  check.with_file("content", function(name)
    local other = name .. ".renamed"
    equal(os.rename(name, other), true)
    equal(io.open(name), nil)
    equal(os.remove(other), true)
    local ok, message, code = os.remove(other)
    equal(ok, nil)
    equal(message, other .. ": No such file or directory")
    equal(code, 2)
  end)
end)

that("os.setlocale knows the C locale", function()
  equal(os.setlocale("C"), "C")
  equal(os.setlocale(nil, "numeric"), "C")
  equal(os.setlocale("no such locale"), nil)
end)

that("os.time is the inverse of os.date", function()
  equal(os.time({ year = 2001, month = 9, day = 9, hour = 12 }), os.time(os.date("*t", os.time({ year = 2001, month = 9, day = 9, hour = 12 }))))
  local t = { year = 2024, month = 14, day = -3, hour = 12 }
  os.time(t)
  check.list({ t.year, t.month, t.day, t.yday }, 2025, 1, 28, 28)
  fails("field 'day' missing", os.time, { year = 2000, month = 1 })
  equal(math.type(os.time()), "integer")
end)

that("os.tmpname names a file that can be written", function()
  local name = os.tmpname()
  local f = assert(io.open(name, "w"))
  f:close()
  equal(os.remove(name), true)
end)
