function main()
  local semver = require("semver")
  local list = {}
  for text in ("1.0.0 2.1.0 1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.11 1.0.0-beta.2 1.0.0-rc.1 2.1.1 10.0.0 9.9.9 1.2 3"):gmatch("%S+") do
    list[#list + 1] = semver.parse(text)
  end
  table.sort(list)
  for _, version in ipairs(list) do io.write(tostring(version), " ") end
  print()
  print(semver.parse("1.2.3+build") == semver.parse("1.2.3"), semver.parse("1.2.3") ^ semver.parse("1.9.0"), semver.parse("1.2.3") ^ semver.parse("2.0.0"), semver.parse("0.1.0") ^ semver.parse("0.2.0"))
  print(pcall(semver.parse, "x"))
  print(pcall(semver.parse, "1.2.3_4"))
end
if arg[-1] then main(...) end
