---@meta helm.path

---The parts of paths, without looking at the disk (only `abs` and `rel` ask for the working folder). Results have forward
---slashes on every system, which Windows accepts too. There, arguments may have both slashes, drives (`C:/x`) and servers
---(`//server/share/x`). On Linux and macOS a backslash is a character like any other.
---
---```lua
---local path = require "helm.path"
---
---local file = path.join("charts", "web", "../db/values.yaml")
---print(file) --> charts/db/values.yaml
---print(path.dir(file), path.base(file)) --> charts/db	values.yaml
---print(path.stem(file), path.ext(file)) --> values	.yaml
---```
---@class helm.path
---@field sep string The system's own separator: `\` on Windows, otherwise `/`.
local path = {}

---Puts parts together, and normalizes the result. Empty parts count for nothing. A part that begins with a slash is no new
---start: `join("a", "/b")` is `a/b`.
---@param ... string
---@return string path Empty if all parts are.
function path.join(...) end

---Returns the last element: the name of the file or folder. For a root that is the root itself.
---@param path string
---@return string name
function path.base(path) end

---Returns the path without its last element; `.` if there was only one.
---@param path string
---@return string folder
function path.dir(path) end

---Returns the end of the name from the last dot on, empty if there is none. The dot of a name such as `.profile` is not one.
---@param path string
---@return string extension
function path.ext(path) end

---Returns the name without what `ext` returns.
---@param path string
---@return string stem
function path.stem(path) end

---Returns the absolute path, normalized.
---
---```lua
---local path = require "helm.path"
---
---print(path.is_abs(path.abs("values.yaml"))) --> true
---```
---@param path string
---@return string? absolute
---@return string? message
---@return string? code `ENOENT` if the working folder is gone.
function path.abs(path) end

---Returns the way from a folder to the path. It compares only the texts: links are not followed.
---
---```lua
---local path = require "helm.path"
---
---print(path.rel("charts/web/values.yaml", "charts/db")) --> ../web/values.yaml
---```
---@param path string
---@param from? string The working folder by default.
---@return string? relative
---@return string? message
---@return string? code `EXDEV` if the two are on different drives of Windows.
function path.rel(path, from) end

---Removes `.`, doubled slashes, and `..` with the element before it. An empty path is `.`.
---@param path string
---@return string normalized
function path.normalize(path) end

---Whether the path begins with a root. On Windows `/x` and `C:x` do not: they depend on the working folder.
---@param path string
---@return boolean
function path.is_abs(path) end

---Returns the elements of the normalized path. The first is the root, if the path has one.
---
---```lua
---local path = require "helm.path"
---
---print(table.concat(path.split("a/./b//c"), " ")) --> a b c
---```
---@param path string
---@return string[] elements
function path.split(path) end

---Replaces `~` at the beginning by the home folder, as `helm.platform` has it. `~name` stays as it is.
---@param path string
---@return string? expanded
---@return string? message
---@return string? code `ENOENT` if the home folder is not known.
function path.expand(path) end

---Returns the path with the system's own separators, to show it or to give it to a program of Windows.
---@param path string
---@return string native
function path.native(path) end

return path
