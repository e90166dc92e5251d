---@meta helm.env

---The environment: the variables of the script, and of the programs that it starts. On Windows the names ignore case.
---
---```lua
---local env = require "helm.env"
---
---env.set("CHANNEL", "stable")
---print(env.get("CHANNEL"), os.getenv("CHANNEL")) --> stable	stable
---env.unset("CHANNEL")
---print(env.get("CHANNEL")) --> nil
---```
---@class helm.env
local env = {}

---Returns a variable's value, nil if it is not set.
---@param name string
---@return string? value
function env.get(name) end

---Sets a variable for this script and for the programs that it starts from now on. `os.getenv` sees it too. A name that is
---empty or has `=` raises an error.
---@param name string
---@param value string
function env.set(name, value) end

---Removes a variable, as if it had never been set.
---@param name string
function env.unset(name) end

---Returns a copy of all variables.
---
---```lua
---local env = require "helm.env"
---
---for name, value in pairs(env.all()) do
---  if name:find("^HELM_") then print(name .. "=" .. value) end
---end
---```
---@return table<string, string> variables
function env.all() end

---Replaces `$NAME` and `${NAME}` by values, and by nothing if the variable is not set. `${NAME:-text}` is the text if the
---variable is not set or empty; the text may have variables too. Any other dollar sign stays.
---
---```lua
---local env = require "helm.env"
---
---env.set("RELEASE", "web")
---print(env.expand("$RELEASE.${DOMAIN:-example.org} costs $5")) --> web.example.org costs $5
---```
---@param text string
---@return string expanded
function env.expand(text) end

return env
