---@meta lpeg

---Patterns and grammars by [LPeg](https://www.inf.puc-rio.br/~roberto/lpeg/) 1.0.2.
---@class lpeg
local lpeg = {}

---@class lpeg.Pattern
---@operator add(any): lpeg.Pattern
---@operator sub(any): lpeg.Pattern
---@operator mul(any): lpeg.Pattern
---@operator div(any): lpeg.Pattern
---@operator pow(integer): lpeg.Pattern
---@operator unm: lpeg.Pattern
---@operator len: lpeg.Pattern
---@field match fun(self: lpeg.Pattern, subject: string, init?: integer, ...: any): any

---What stands for a pattern: a text, a number of characters, a grammar, a boolean or a function.
---@alias lpeg.Like lpeg.Pattern|string|integer|boolean|table|function

---Matches a pattern from a place on, 1 by default. Returns the captures, or the place behind the match; nil without one.
---@param pattern lpeg.Like
---@param subject string
---@param init? integer
---@return any ...
function lpeg.match(pattern, subject, init, ...) end

---Returns "pattern" for a pattern, otherwise nil.
---@param value any
---@return "pattern"?
function lpeg.type(value) end

---Returns LPeg's version.
---@return string
function lpeg.version() end

---Sets how deep calls and choices may be, 400 by default.
---@param max integer
function lpeg.setmaxstack(max) end

---Adds a pattern for each class of characters of the locale to a table: alnum, alpha, cntrl, digit, graph, lower, print, punct, space, upper, xdigit.
---@param into? table
---@return table<string, lpeg.Pattern>
function lpeg.locale(into) end

---Returns a pattern.
---@param value lpeg.Like
---@return lpeg.Pattern
function lpeg.P(value) end

---Matches if the pattern matches what is before, and takes nothing.
---@param pattern lpeg.Like
---@return lpeg.Pattern
function lpeg.B(pattern) end

---Matches a character of ranges, each of two characters: "az".
---@param ... string
---@return lpeg.Pattern
function lpeg.R(...) end

---Matches a character of a text.
---@param characters string
---@return lpeg.Pattern
function lpeg.S(characters) end

---A rule of a grammar, by its name.
---@param name any
---@return lpeg.Pattern
function lpeg.V(name) end

---Captures what matches.
---@param pattern lpeg.Like
---@return lpeg.Pattern
function lpeg.C(pattern) end

---Captures an argument of `match`.
---@param number integer
---@return lpeg.Pattern
function lpeg.Carg(number) end

---Captures what a named group has.
---@param name any
---@return lpeg.Pattern
function lpeg.Cb(name) end

---Captures values.
---@param ... any
---@return lpeg.Pattern
function lpeg.Cc(...) end

---Captures the result of a function that folds the captures.
---@param pattern lpeg.Like
---@param fold function
---@return lpeg.Pattern
function lpeg.Cf(pattern, fold) end

---Captures all captures as a group, with or without a name.
---@param pattern lpeg.Like
---@param name? any
---@return lpeg.Pattern
function lpeg.Cg(pattern, name) end

---Calls a function during the match, which decides whether and how it goes on.
---@param pattern lpeg.Like
---@param decide function
---@return lpeg.Pattern
function lpeg.Cmt(pattern, decide) end

---Captures the place.
---@return lpeg.Pattern
function lpeg.Cp() end

---Captures what matches, with the captures in the places of what they matched.
---@param pattern lpeg.Like
---@return lpeg.Pattern
function lpeg.Cs(pattern) end

---Captures a table with all captures.
---@param pattern lpeg.Like
---@return lpeg.Pattern
function lpeg.Ct(pattern) end

---Prints the code of a pattern, in builds of LPeg for finding faults.
---@param pattern lpeg.Pattern
function lpeg.pcode(pattern) end

---Prints the tree of a pattern, in builds of LPeg for finding faults.
---@param pattern lpeg.Pattern
function lpeg.ptree(pattern) end

return lpeg
