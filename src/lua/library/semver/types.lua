---@meta helm.semver

---Versions and constraints, as Helm reads them: a leading `v` and missing last numbers are allowed.
---
---```lua
---local semver = require "helm.semver"
---
---print(semver.compare("v1.10", "1.9.3")) --> 1
---print(semver.satisfies("1.4.2", ">=1.2, <2 || ~3.1")) --> true
---print(semver.max({ "1.4.2", "2.0.0", "1.9.0-rc.1", "latest" }, "^1")) --> 1.4.2
---```
---@class helm.semver
local semver = {}

---A version:
---@class helm.semver.version
---@field major integer
---@field minor integer
---@field patch integer
---@field prerelease? string What stands behind `-`.
---@field build? string What stands behind `+`.

---Returns the parts of a version.
---
---```lua
---local version = require("helm.semver").parse("v1.2.0-rc.1+5")
---
---print(version.major, version.minor, version.prerelease, version.build) --> 1	2	rc.1	5
---```
---@param text string
---@return helm.semver.version? version
---@return string? message
---@return string? code `EINVAL` if it is not a version.
function semver.parse(text) end

---Whether the text is a version.
---@param text string
---@return boolean
function semver.valid(text) end

---Returns -1 if the first version is the lower one, 0 if both are equal, otherwise 1. What is not a version raises an error, so
---`table.sort(list, function(a, b) return semver.compare(a, b) < 0 end)` sorts.
---@param one string
---@param other string
---@return integer
function semver.compare(one, other) end

---Whether a version satisfies a constraint, in the language of Helm: `>=1.2, <2`, `^1.2`, `~1.4`, `1.x`, `1.2 - 1.4`, `||`. A
---pre-release satisfies only a constraint that names a pre-release. What is not a version or not a constraint raises an error, also a constraint of more than 1000
---characters.
---@param text string
---@param constraint string
---@return boolean
function semver.satisfies(text, constraint) end

---Returns the highest version of a list that satisfies a constraint, as the list has it. What is not a version is left out.
---@param list string[]
---@param constraint? string All versions by default, pre-releases too.
---@return string? version Nil if there is none.
function semver.max(list, constraint) end

return semver
