---@meta re

---LPeg's patterns in the form of regular expressions.
---@class re
local re = {}

---Returns the pattern of a text. `definitions` has what the text names: functions, patterns and values.
---@param text string
---@param definitions? table
---@return lpeg.Pattern
function re.compile(text, definitions) end

---Returns the first and the last place of a match, wherever it is; nil without one.
---@param subject string
---@param pattern string|lpeg.Pattern
---@param init? integer
---@return integer? first
---@return integer? last
function re.find(subject, pattern, init) end

---Replaces every match.
---@param subject string
---@param pattern string|lpeg.Pattern
---@param replacement string|table|function
---@return string
function re.gsub(subject, pattern, replacement) end

---Matches from a place on, 1 by default. Returns the captures, or the place behind the match; nil without one.
---@param subject string
---@param pattern string|lpeg.Pattern
---@param init? integer
---@return any ...
function re.match(subject, pattern, init) end

---Updates the classes of characters to the current locale.
function re.updatelocale() end

return re
