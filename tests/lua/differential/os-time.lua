--@ case fields and defaults
print(os.time { year = 1970, month = 1, day = 1, hour = 0 })
print(os.time { year = 1970, month = 1, day = 1 })
print(os.time { year = 2024, month = 2, day = 29, hour = 23, min = 59, sec = 60 })
print(os.time { year = "2024", month = "02", day = " 3 ", hour = 0.0 })

--@ case fields that are missing
print(pcall(os.time, {}))
print(pcall(os.time, { year = 2020 }))
print(pcall(os.time, { year = 2020, month = 1 }))
print(pcall(os.time, { month = 1, day = 1 }))

--@ case fields of wrong types
print(pcall(os.time, { year = "x", month = 1, day = 1 }))
print(pcall(os.time, { year = 2020, month = 1.5, day = 1 }))
print(pcall(os.time, { year = 2020, month = {}, day = 1 }))
print(pcall(os.time, { year = 2020, month = 1, day = 1, hour = "noon" }))
print(pcall(os.time, 5))
print(pcall(os.time, "x"))

--@ case fields out of the range of a C int
print(pcall(os.time, { year = 1 << 33, month = 1, day = 1 }))
print(pcall(os.time, { year = 2020, month = 1 << 32, day = 1 }))
print(pcall(os.time, { year = 2020, month = 1, day = -(1 << 33) }))
print(pcall(os.time, { year = 2020, month = 1, day = 1, sec = math.maxinteger }))
print(pcall(os.time, { year = math.mininteger, month = 1, day = 1 }))

--@ case fields are normalised
local t = { year = 2024, month = 14, day = -3, hour = 50, min = -70, sec = 4000 }
print(os.time(t))
print(t.year, t.month, t.day, t.hour, t.min, t.sec, t.wday, t.yday, t.isdst)

--@ case months and days beyond
for _, m in ipairs { -12, 0, 12, 13, 25 } do
  local t = { year = 2020, month = m, day = 31, hour = 12 }
  os.time(t)
  print(m, t.year, t.month, t.day)
end

--@ case far years
for _, y in ipairs { 1, 1000, 1600, 1900, 1901, 2038, 2039, 9999, 10000, 200000, -1, -4000 } do
  print(y, os.time { year = y, month = 6, day = 15, hour = 12 })
end

--@ case round trips through a year
for i = 0, 365 * 2 do
  local t = 1700000000 + i * 86400 // 2
  assert(os.time(os.date("*t", t)) == t)
end
print("same")

--@ case round trips in Berlin
--@ env TZ=Europe/Berlin
local bad = 0
for i = 0, 24 * 366 do
  local t = 1704067200 + i * 3600
  if os.time(os.date("*t", t)) ~= t then bad = bad + 1 end
end
print(bad)

--@ case round trips in Sydney
--@ env TZ=Australia/Sydney
local bad = 0
for i = 0, 24 * 366 do
  local t = 1704067200 + i * 3600
  if os.time(os.date("*t", t)) ~= t then bad = bad + 1 end
end
print(bad)

--@ case round trips in Santiago
--@ env TZ=America/Santiago
local bad = 0
for i = 0, 24 * 366 do
  local t = 1704067200 + i * 3600
  if os.time(os.date("*t", t)) ~= t then bad = bad + 1 end
end
print(bad)

--@ case the hour that summer time skips, with isdst given
--@ env TZ=Europe/Berlin
for _, isdst in ipairs { true, false } do
  local t = { year = 2024, month = 3, day = 31, hour = 2, min = 30, isdst = isdst }
  print(isdst, os.time(t), t.hour, t.min, t.isdst)
end

--@ case the hour that summer time repeats, with isdst given
--@ env TZ=Europe/Berlin
for _, isdst in ipairs { true, false } do
  local t = { year = 2024, month = 10, day = 27, hour = 2, min = 30, isdst = isdst }
  print(isdst, os.time(t), t.hour, t.min, t.isdst)
end

--@ case the hour that summer time skips, left open
--@ env TZ=Europe/Berlin
local t = { year = 2024, month = 3, day = 31, hour = 2, min = 30 }
print(os.time(t), t.hour, t.min, t.isdst)

--@ case the hour that summer time repeats, left open
--@ env TZ=Europe/Berlin
local t = { year = 2024, month = 10, day = 27, hour = 2, min = 30 }
print(os.time(t), t.hour, t.min, t.isdst)

--@ case the skipped and the repeated hour in the south
--@ env TZ=Australia/Sydney
for _, d in ipairs { { 10, 6 }, { 4, 7 } } do
  for _, isdst in ipairs { true, false } do
    local t = { year = 2024, month = d[1], day = d[2], hour = 2, min = 30, isdst = isdst }
    print(d[1], isdst, os.time(t), t.hour, t.min, t.isdst)
  end
end

--@ case summer time asked for in winter
--@ env TZ=America/New_York
local t = { year = 2024, month = 1, day = 15, hour = 12, isdst = true }
print(os.time(t), t.hour, t.isdst)
t = { year = 2024, month = 7, day = 15, hour = 12, isdst = false }
print(os.time(t), t.hour, t.isdst)

--@ case isdst where no zone has it
local t = { year = 2024, month = 1, day = 15, hour = 12, isdst = true }
print(os.time(t), t.hour, t.isdst)

--@ case now
local t = os.time()
print(math.type(t), t > 1700000000, os.time() - t < 5)
print(os.date("!*t").year >= 2023)
print(os.time(nil) >= t)

--@ case difftime
print(os.difftime(10, 4), math.type(os.difftime(10, 4)))
print(os.difftime(0, 1 << 40))
print(pcall(os.difftime, 1))
print(pcall(os.difftime))
print(pcall(os.difftime, "x", 1))

--@ case clock
local c = os.clock()
local x = 0
for i = 1, 1000000 do x = x + i end
print(math.type(c), os.clock() >= c, os.clock() - c < 60)

--@ case the fields may come from __index
local t = setmetatable({}, { __index = { year = 2000, month = 1, day = 1, hour = 0 } })
print(os.time(t))
print(rawget(t, "year"))
