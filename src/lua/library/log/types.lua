---@meta helm.log

---Messages on stderr, in Helm's style, a line each. What a plugin prints for others to read goes to stdout, by `print`. With more
---than one argument the first is a format of `string.format`.
---
---```lua
---local log = require "helm.log"
---
---log.warn("%d of %d releases failed", 2, 5) --2> WARNING: 2 of 5 releases failed
---```
---@class helm.log
local log = {}

---Writes `[debug] text` if `HELM_DEBUG` is true, as it is with Helm's flag `--debug`.
---@param text string
---@param ... any
function log.debug(text, ...) end

---Writes the text.
---@param text string
---@param ... any
function log.info(text, ...) end

---Writes `WARNING: text`.
---@param text string
---@param ... any
function log.warn(text, ...) end

---Writes `Error: text`. The script goes on; `helm.fail` ends it.
---@param text string
---@param ... any
function log.error(text, ...) end

return log
