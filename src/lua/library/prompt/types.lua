---@meta helm.prompt

---Questions to the user at the terminal. They are written to stderr, so that a script's output can go into a pipe. If stdin or stderr is
---no terminal, nothing is asked, and each function returns nil, `not a terminal` and `ENOTTY`. At the end of the input (Ctrl-D) they return
---nil, a message and `EOF`. In specs a stub answers: `stub(require "helm.prompt", "confirm").returns(true)`.
---
---```lua
---local prompt = require "helm.prompt"
---
---local sure, message = prompt.confirm("Remove the release?", false)
---if sure == nil then print(message) end --> not a terminal
---```
---@class helm.prompt
local prompt = {}

---Asks for yes or no, until the answer is one of `y`, `yes`, `n` and `no`.
---@param message string
---@param default? boolean What Enter alone means.
---@return boolean? answer
---@return string? message
---@return string? code
function prompt.confirm(message, default) end

---Asks for a text.
---@param message string
---@param default? string What Enter alone means; without it, an empty text.
---@return string? answer
---@return string? message
---@return string? code
function prompt.input(message, default) end

---Lists items with numbers, and asks for a number.
---@param message string
---@param items any[] At least one.
---@param default? integer The number that Enter alone means.
---@return any item
---@return integer|string number Its number in the list, or a message.
---@return string? code
function prompt.select(message, items, default) end

---Asks for a text that the terminal does not show. The terminal shows what is typed again afterwards, also after Ctrl-C and at the time limit.
---@param message string
---@return string? answer
---@return string? message
---@return string? code
function prompt.password(message) end

return prompt
