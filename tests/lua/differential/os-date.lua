--@ case every C99 conversion at the epoch
for _, c in ipairs { "a", "A", "b", "B", "c", "C", "d", "D", "e", "F", "g", "G", "h", "H", "I", "j", "m", "M", "n", "p", "r", "R", "S", "t", "T", "u", "U", "V", "w", "W", "x", "X", "y", "Y", "z", "Z", "%" } do
  print(c, os.date("!%" .. c, 0))
end

--@ case every C99 conversion in 2024
for _, c in ipairs { "a", "A", "b", "B", "c", "C", "d", "D", "e", "F", "g", "G", "h", "H", "I", "j", "m", "M", "n", "p", "r", "R", "S", "t", "T", "u", "U", "V", "w", "W", "x", "X", "y", "Y", "z", "Z", "%" } do
  print(c, os.date("!%" .. c, 1735603199))
end

--@ case conversions with E and O
for _, c in ipairs { "Ec", "EC", "Ex", "EX", "Ey", "EY", "Od", "Oe", "OH", "OI", "Om", "OM", "OS", "Ou", "OU", "OV", "Ow", "OW", "Oy" } do
  print(c, os.date("!%" .. c, 1700000000))
end

--@ case conversions that are none
for _, c in ipairs { "%E", "%Ez", "%Q", "%", "%k", "%s", "%P", "%l", "%+", "%O", "%5Y", "%-d", "%é" } do
  print(c, pcall(os.date, c, 0))
end

--@ case weeks around the turn of the year
for year = 2015, 2030 do
  local t = os.time { year = year, month = 1, day = 1, hour = 12 }
  print(os.date("%F %a %j %U %W %V %G %g", t - 86400), os.date("%F %a %j %U %W %V %G %g", t))
end

--@ case midnight and noon on a twelve-hour clock
for hour = 0, 23 do io.write(os.date("!%I%p ", hour * 3600)) end
print()

--@ case leap days
for _, year in ipairs { 1900, 1972, 2000, 2023, 2024, 2100 } do
  print(year, os.date("%F %j", os.time { year = year, month = 2, day = 29, hour = 12 }))
end

--@ case before the epoch
for _, t in ipairs { -1, -86400, -86401, -2208988800, -62135596800, -62167219200, -1e11 // 1 | 0 } do
  print(t, os.date("!%F %T %a %j", t))
end

--@ case far years
for _, t in ipairs { 253402300799, 253402300800, 2 ^ 40 | 0, 2 ^ 50 | 0 } do print(t, os.date("!%F %T", t)) end

--@ case beyond every calendar
print(pcall(os.date, "!%F", math.maxinteger))
print(pcall(os.date, "!%F", math.mininteger))
print(pcall(os.date, "*t", math.maxinteger))
print(pcall(os.date, "!%Y", 67767976233532799))
print(pcall(os.date, "!%Y", 67768036191676800))

--@ case the table form
local d = os.date("!*t", 1700000000)
print(d.year, d.month, d.day, d.hour, d.min, d.sec, d.wday, d.yday, d.isdst)
d = os.date("*t", 0)
print(d.year, d.month, d.day, d.hour, d.min, d.sec, d.wday, d.yday, d.isdst)
print(pcall(os.date, "*tx", 0))
print(type(os.date("!*t")), next(os.date("*t")) ~= nil)

--@ case the default format
print(os.date("!%c", 0))
print(#os.date() > 0, os.date("", 0) == "")
print(pcall(os.date, "%c", "x"))
print(pcall(os.date, "%c", 1.5))
print(os.date("!%c", "3600"))
print(os.date("!%c", 3600.0))

--@ case a long format
print(#os.date(("x"):rep(1000) .. "%Y", 0))
print(os.date("!" .. ("%Y"):rep(60), 0))
print(os.date("a%%b%nc%td\0e", 0) == "a%b\nc\td\0e")

--@ case Berlin
--@ env TZ=Europe/Berlin
for _, t in ipairs { 0, 1711846799, 1711846800, 1729990799, 1729990800, 1729994400, 1700000000 } do
  print(t, os.date("%F %T %z %Z", t), os.date("*t", t).isdst)
end

--@ case Sydney
--@ env TZ=Australia/Sydney
for _, t in ipairs { 0, 1704067200, 1712415599, 1712419200, 1712422800, 1728143999, 1728144000, 1720000000 } do
  print(t, os.date("%F %T %z %Z", t), os.date("*t", t).isdst)
end

--@ case New York
--@ env TZ=America/New_York
for _, t in ipairs { 0, 1710053999, 1710054000, 1730613599, 1730613600, 1730617200, -86400 * 365 * 40 } do
  print(t, os.date("%F %T %z %Z", t), os.date("*t", t).isdst)
end

--@ case Lord Howe moves by half an hour
--@ env TZ=Australia/Lord_Howe
for _, t in ipairs { 1704067200, 1712415600, 1712419199, 1720000000, 1728142200, 1728145800 } do
  print(t, os.date("%F %T %z", t), os.date("*t", t).isdst)
end

--@ case Kathmandu has quarters of an hour
--@ env TZ=Asia/Kathmandu
print(os.date("%F %T %z", 0), os.date("%F %T %z", 1700000000))

--@ case Samoa skipped a day
--@ env TZ=Pacific/Apia
for _, t in ipairs { 1325239199, 1325239200, 1325325600 } do print(t, os.date("%F %T %z", t)) end

--@ case Dublin has winter as the exception
--@ env TZ=Europe/Dublin
for _, t in ipairs { 1704067200, 1720000000 } do print(t, os.date("%F %T %z", t)) end

--@ case Casablanca and Ramadan
--@ env TZ=Africa/Casablanca
for _, t in ipairs { 1704067200, 1710036000, 1711900800, 1720000000 } do print(t, os.date("%F %T %z", t)) end

--@ case a zone given by rule
--@ env TZ=EST5EDT,M3.2.0,M11.1.0
for _, t in ipairs { 1704067200, 1720000000 } do print(t, os.date("%F %T %z %Z", t), os.date("*t", t).isdst) end

--@ case a zone given by offset
--@ env TZ=XYZ-5:30
print(os.date("%F %T %z %Z", 0))

--@ case a zone that is unknown
--@ env TZ=Nowhere/Land
print(os.date("%F %T %z", 0))

--@ case the empty zone
--@ env TZ=
print(os.date("%F %T %z", 0))

--@ case UTC by its names
--@ env TZ=Etc/UTC
print(os.date("%F %T %z %Z", 0))

--@ case local mean time before standard time
--@ env TZ=Europe/Amsterdam
print(os.date("%F %T", -3000000000), os.date("%F %T", -1500000000))

--@ case historical double summer time
--@ env TZ=Europe/London
for _, t in ipairs { -905000000, -870000000, 0, 57720000, 1700000000 } do
  print(t, os.date("%F %T %z", t), os.date("*t", t).isdst)
end

--@ case formats that are none
print(pcall(os.date, {}))
print(pcall(os.date, {}, 0))
print(pcall(os.date, "%F", {}))
