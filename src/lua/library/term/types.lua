---@meta helm.term

---What is known of the terminal, styles for texts, and tables.
---
---```lua
---local term = require "helm.term"
---
---io.write(term.table({ { "web", 3 }, { "database", 12 } }, { headers = { "NAME", "REVISION" } }))
-----> NAME      REVISION
-----> web       3
-----> database  12
---```
---@class helm.term
local term = {}

---Whether a stream is a terminal.
---@param stream? string `stdin`, `stdout` (the default) or `stderr`.
---@return boolean
function term.isatty(stream) end

---Returns how many columns the terminal has: by `COLUMNS`, otherwise those of stdout's terminal, otherwise 80; at most 1000.
---@return integer
function term.width() end

---Whether texts get colours. `NO_COLOR` and `HELM_COLOR=never` say no, `HELM_COLOR=always` and `FORCE_COLOR` say yes. Otherwise they
---do if stdout is a terminal that shows them.
---@return boolean
function term.colour_enabled() end

---Returns the text with the codes for its styles, or unchanged if there are no colours: `bold`, `dim`, `italic`, `underline`,
---`inverse`, `black`, `red`, `green`, `yellow`, `blue`, `magenta`, `cyan`, `white` and `grey`.
---
---```lua
---local env, term = require "helm.env", require "helm.term"
---
---env.set("NO_COLOR", "1")
---print(term.style("failed", "bold", "red")) --> failed
---```
---@param text string
---@param ... string
---@return string styled
function term.style(text, ...) end

---Returns how many columns a text takes: codes for styles take none, most letters of East Asia and emojis two.
---@param text string
---@return integer
function term.columns(text) end

---Returns a line as wide as the terminal.
---@param char? string `-` by default.
---@return string
function term.rule(char) end

---@class helm.term.table_options
---@field headers? any[] A row above the others; none by default.
---@field gap? integer The number of spaces between two columns; 2 by default.

---Returns a table as text: columns as wide as their widest cell, and no spaces at the ends of lines.
---@param rows any[][] A list of rows, each a list of cells. A row with nil in it needs its length in `n`. A line end in a cell becomes a space.
---@param options? helm.term.table_options
---@return string text
function term.table(rows, options) end

return term
