---@meta helm.progress

---Shows on a terminal how far a long work is: a line on stderr that is drawn again, at most ten times a second. If stderr is no terminal,
---nothing is written.
---
---```lua
---local progress = require "helm.progress"
---
---local names = { "one", "two", "three" }
---local bar <close> = progress.new({ total = #names, label = "charts" })
---for _, name in ipairs(names) do
---  bar:add(1, name)
---end
---print("done") --> done
---```
---@class helm.progress
local progress = {}

---A line that shows how far the work is.
---@class helm.progress.Bar
---@field add fun(self: helm.progress.Bar, count?: number, label?: string) Says that so much more is done, 1 by default.
---@field set fun(self: helm.progress.Bar, done: number, label?: string) Says how much is done.
---@field finish fun(self: helm.progress.Bar) Removes the line. A variable with `<close>` calls it at the end of its block, also after an error.

---@class helm.progress.options
---@field total? number How much there is to do. Without it there is no bar, only what is done.
---@field label? string A text before the bar; none by default.
---@field bytes? boolean Whether it shows KiB and MiB; false by default.

---Returns a bar, which shows that nothing is done yet.
---@param options? helm.progress.options
---@return helm.progress.Bar bar
function progress.new(options) end

return progress
