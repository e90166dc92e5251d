local check = require("check")
local that, equal, fails, returns = check.that, check.equal, check.fails, check.returns
local semver = require("helm.semver")

that("semver.parse has the parts", function()
  local version = semver.parse("v1.2.3-rc.1+build.5")
  check.list({ version.major, version.minor, version.patch, version.prerelease, version.build }, 1, 2, 3, "rc.1", "build.5")
  version = semver.parse("4")
  check.list({ version.major, version.minor, version.patch }, 4, 0, 0)
  equal(version.prerelease, nil)
  equal(version.build, nil)
  returns(table.pack(semver.parse("latest")), nil, "not a version: 'latest'", "EINVAL")
end)

that("semver.valid", function()
  for _, text in ipairs({ "1.2.3", "v1", "1.2", "1.0.0-a+b" }) do equal(semver.valid(text), true) end
  for _, text in ipairs({ "", "latest", "1.2.3.4", "1.", "ž" }) do equal(semver.valid(text), false) end
end)

that("semver.compare sorts as semver.org says", function()
  local list = { "1.0.0", "1.0.0-beta.11", "2.0.0", "1.0.0-alpha.1", "1.0.0-beta.2", "1.10.0", "1.0.0-alpha", "1.9.0", "1.0.0-rc.1" }
  table.sort(list, function(one, other) return semver.compare(one, other) < 0 end)
  equal(table.concat(list, " "), "1.0.0-alpha 1.0.0-alpha.1 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0 1.9.0 1.10.0 2.0.0")
  equal(semver.compare("v1.0", "1.0.0+build"), 0)
end)

that("semver knows no constraint of more than 1000 characters", function()
  equal(semver.satisfies("1.2.3", (">=1,"):rep(200) .. ">=1"), true)
  check.fails("^bad argument #2 to 'satisfies' %(", semver.satisfies, "1.2.3", (">=1,"):rep(250) .. ">=1")
  check.fails("^bad argument #2 to 'max' %(", semver.max, { "1.2.3" }, (">=1,"):rep(4000) .. ">=1")
end)

that("semver.satisfies has Helm's constraints", function()
  for constraint, versions in pairs({
    [">=1.2, <2 || ~3.1"] = { "1.2.0", "1.9.9", "3.1.7" }, ["^1.2"] = { "1.2.0", "1.9.0" }, ["1.x"] = { "1.0.0", "1.9.9" },
    ["1.2 - 1.4"] = { "1.2.0", "1.4.9" }, ["*"] = { "0.0.1" }, [">=1.0.0-0"] = { "1.1.0-rc.1" },
  }) do
    for _, version in ipairs(versions) do equal(semver.satisfies(version, constraint), true) end
  end
  equal(semver.satisfies("2.0.0", "^1.2"), false)
  equal(semver.satisfies("1.3.0-rc.1", "^1.2"), false)
end)

that("semver.max finds the highest, as it is written", function()
  local list = { "v1.2", "v1.10.0", "latest", "2.0.0-rc.1", 3 }
  equal(semver.max(list, "^1"), "v1.10.0")
  equal(semver.max(list), "2.0.0-rc.1")
  equal(semver.max(list, ">5"), nil)
  equal(semver.max({}), nil)
end)

that("semver refuses what is no version, constraint or list", function()
  fails("^bad argument #1 to 'compare' %(a version such as '1.2.3' expected, got 'x'%)$", semver.compare, "x", "1")
  fails("^bad argument #2 to 'compare' %(a version such as '1.2.3' expected, got 'x'%)$", semver.compare, "1", "x")
  fails("^bad argument #1 to 'satisfies' %(a version such as '1.2.3' expected, got ''%)$", semver.satisfies, "", "1")
  fails("^bad argument #2 to 'satisfies' %(a version constraint such as '%^1.2' expected, got 'latest'%)$", semver.satisfies, "1", "latest")
  fails("^bad argument #2 to 'max' %(a version constraint such as '%^1.2' expected, got 'latest'%)$", semver.max, {}, "latest")
  fails("^bad argument #1 to 'max' %(table expected, got nil%)$", semver.max)
  fails("^bad argument #1 to 'parse' %(string expected, got nil%)$", semver.parse)
end)
