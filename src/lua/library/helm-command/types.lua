---@meta helm.helm

---The Helm that runs the plugin: the program of `HELM_BIN`, otherwise `helm`. Helm's variables tell it the context and the namespace.
---
---```lua
---local helm = require "helm.helm"
---
---local releases, message = helm.json({ "list" })
---if releases then
---  for _, release in ipairs(releases) do print(release.name) end
---else
---  print("no releases: " .. message)
---end
---```
---@class helm.helm
local helm = {}

---Runs Helm.
---@param args string[]
---@param options? helm.process.run_options
---@return helm.process.result? result
---@return string? message
---@return string? code
function helm.run(args, options) end

---Runs Helm with `-o json` and returns what it prints, as `helm.json` decodes it. A time such as `updated` in its list of releases is a text;
---these functions make seconds of it, as `os.time` has them, and of an age such as `30d`:
---
---```lua
---local UNITS = { s = 1, m = 60, h = 3600, d = 86400, w = 604800 }
---
---local function age(text)
---  local number, unit = text:match("^(%d+)([smhdw])$")
---  return number and number * UNITS[unit]
---end
---
----- Also the times of Kubernetes: 2026-03-01T12:30:00Z
---local function seconds(text)
---  local year, month, day, hour, min, sec, sign, hours, minutes =
---    text:match("^(%d+)-(%d+)-(%d+)[ T]+(%d+):(%d+):(%d+)[.%d]* ?([Z+-])(%d?%d?):?(%d?%d?)")
---  if not year then return nil end
---  -- os.time reads a time of this system's zone, so what that is ahead of UTC comes off again.
---  local time = os.time({ year = year, month = month, day = day, hour = hour, min = min, sec = sec, isdst = false })
---  local ahead = os.difftime(time, os.time(os.date("!*t", time)))
---  local offset = sign == "Z" and 0 or tonumber(sign .. "1") * (hours * 3600 + minutes * 60)
---  return math.tointeger(time + ahead - offset)
---end
---
---print(age("30d"), seconds("2023-11-14 23:13:20.123456789 +0100 CET")) --> 2592000	1700000000
---
---local function is_old(release) return os.time() - seconds(release.updated) > age("30d") end
---print(is_old({ name = "web", updated = "2023-11-14 23:13:20.5 +0100 CET" })) --> true
---```
---@param args string[]
---@param options? helm.process.run_options
---@return any value
---@return string? message What Helm said, if it failed.
---@return string? code `EFAILED` if Helm ended with another status than 0. Otherwise as of `helm.process.run` and `helm.json.decode`.
function helm.json(args, options) end

---What to render:
---@class helm.helm.template_options
---@field chart string The chart: a folder, an archive, or what else `helm template` takes.
---@field name? string The name of the release; Helm's own by default.
---@field namespace? string The one that Helm was told by default.
---@field values? string[] Files of values; a later one comes before an earlier one.
---@field set? table<string, any> Values, which come before those of the files.
---@field args? string[] More arguments for Helm.

---Runs `helm template` and returns the manifests. The values of `set` come out as they are: a string stays a string, whatever is in it,
---and `json.null` removes a chart's value. The names of the outermost table are paths, as behind Helm's `--set`. A table with the keys 1 to n
---(or of `json.array`) becomes a list and replaces an older one, another table is merged.
---
---```lua
---local helm = require "helm.helm"
---
---local function render()
---  local set = { ["image.tag"] = "1.20", args = { "-v", "a,b" }, podAnnotations = { ["example.com/team"] = "web" } }
---  return helm.template { chart = "./web", values = { "production.yaml" }, set = set }
---end
---```
---@param options helm.helm.template_options
---@return string? manifests
---@return string? message
---@return string? code As of `json`.
function helm.template(options) end

return helm
