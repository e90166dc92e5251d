---@meta helm.regex

---Regular expressions, as in JavaScript but over bytes. The time that a match takes grows with the length of the text, whatever the pattern.
---So a pattern from a user cannot make a plugin hang, and `--time-limit` can end it.
---
---```lua
---local regex = require "helm.regex"
---
---local url = assert(regex.new([[^(git|https?)://(?:(\w+)@)?([^/:]+)]], "i"))
---print(url:match("HTTPS://me@example.org/chart")) --> HTTPS	me	example.org
---print(url:match("git://example.org/chart")) --> git	false	example.org
---print(url:test("ftp://example.org")) --> false
---```
---
---It has `|`, `()`, `(?:)`, `(?<name>)`, `*`, `+`, `?`, `{n,m}`, these followed by `?` for as little as possible, `.`, `[]`, `^`, `$`, `\b`, `\B`, `\d`,
---`\w`, `\s` and their capitals, `\n`, `\xHH`, `\uHHHH` and `\u{…}`. It does not have references to groups (`\1`) and looks at what stands before or
---behind (`(?=…)`): these cannot be matched in linear time. A character beyond ASCII is several bytes: it can be repeated, but cannot stand in
---`[]`, and `.` matches one of its bytes. In a repetition a group keeps what it took last, as in Perl: for `ab` the group of `(?:(a)|b)*` is `a`,
---which JavaScript forgets. A repetition ends with a turn that takes nothing: `(|a)+` takes nothing of `aaa`.
---@class helm.regex
local regex = {}

---A compiled pattern. Its methods are `test`, `match`, `find`, `gmatch`, `gsub` and `split`: `pattern:test(text)`.
---@class helm.regex.pattern
---@field pattern string
---@field flags string
---@field names table<string, integer> The numbers of named groups by their names.
local pattern = {}

---Compiles a pattern.
---
---```lua
---print(require("helm.regex").new("(a|b")) --> nil	the pattern has at byte 4: a group without ')'	EINVAL
---```
---@param pattern string
---@param flags? string Of these letters: `i` makes ASCII letters match in either case, with `m` `^` and `$` match at each line, with `s` `.` matches line ends too.
---@return helm.regex.pattern? compiled
---@return string? message
---@return string? code `EINVAL` if it is not a pattern, or too large.
function regex.new(pattern, flags) end

---Returns a pattern that matches a text literally.
---@param text string
---@return string pattern
function regex.escape(text) end

---Whether the pattern matches somewhere in a text.
---@param text string
---@return boolean
function pattern:test(text) end

---Returns the groups of the first match, or the whole match if the pattern has no groups. A group that took no part is false. Nil if
---there is no match.
---@param text string
---@param init? integer Where to begin, as in `string.match`.
---@return string|false|nil ...
function pattern:match(text, init) end

---Returns the first and the last place of the first match, and its groups, as `string.find` does. Nothing if there is none.
---@param text string
---@param init? integer
---@return integer? first
---@return integer? last
---@return string|false ...
function pattern:find(text, init) end

---Returns an iterator over all matches, which gives what `match` returns.
---
---```lua
---for key, value in require("helm.regex").new([[(\w+)=(\w*)]]):gmatch("a=1,b=2") do
---  print(key, value)
---end
-----> a	1
-----> b	2
---```
---@param text string
---@return fun(): string|false|nil, ... next
function pattern:gmatch(text) end

---Replaces all matches, and returns the text and how many there were. In a string, `$1` to `$99` and `$<name>` stand for groups, `$&` for the match
---and `$$` for a `$`. A table is asked for the first group, a function gets all groups; if the result is nil or false, the match stays.
---
---```lua
---local pair = require("helm.regex").new([[(?<key>\w+)=(\w+)]])
---
---print(pair:gsub("a=1 b=2", "$2:$<key>")) --> 1:a 2:b	2
---print(pair:gsub("a=1 b=2", { a = "A" })) --> A b=2	2
---```
---@param text string
---@param replacement string|table|function
---@param most? integer How many to replace at most.
---@return string text
---@return integer count
function pattern:gsub(text, replacement, most) end

---Returns the list of the parts between the matches.
---
---```lua
---print(table.concat(require("helm.regex").new([[\s*,\s*]]):split("a , b,c"), "|")) --> a|b|c
---```
---@param text string
---@param most? integer How many parts at most; the last one is the rest.
---@return string[] parts
function pattern:split(text, most) end

return regex
