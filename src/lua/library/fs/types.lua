---@meta helm.fs

---Files and folders. Paths are those of `helm.path`: any bytes on Linux and macOS, UTF-8 on Windows, with either slash. Results
---have forward slashes. Contents are read and written byte for byte.
---
---```lua
---local fs = require "helm.fs"
---
---local folder = assert(fs.tmpdir("charts-"))
---assert(fs.mkdir(folder .. "/web/templates"))
---assert(fs.write(folder .. "/web/Chart.yaml", "name: web\n"))
---print(fs.read(folder .. "/web/Chart.yaml")) --> name: web
-----> 
---print(table.concat(fs.list(folder .. "/web"), " ")) --> Chart.yaml templates
---```
---@class helm.fs
local fs = {}

---Returns the whole content of a file.
---
---```lua
---local fs = require "helm.fs"
---
---print(fs.read("no-such-file")) --> nil	no-such-file: No such file or directory	ENOENT
---```
---@param path string
---@return string? content
---@return string? message
---@return string? code `ENOENT` if there is no such file, `EISDIR` for a folder, `EACCES` if it must not be read.
function fs.read(path) end

---How a file is written:
---@class helm.fs.write_options
---@field append? boolean Whether the content comes behind that of the file; false by default.
---@field atomic? boolean Whether the file is replaced in one step: readers see the old content or the new; of a link, what it leads to. False by default, and not together with `append`.
---@field mode? string|integer Its permissions, such as `"600"`: octal digits, or a number as in `fs.stat`. Otherwise a file keeps what it has, and a new one gets what the system gives.

---Writes a file, which is created or replaced.
---
---```lua
---local fs = require "helm.fs"
---
---local file = assert(fs.tmpfile())
---assert(fs.write(file, "one\n", { atomic = true }))
---assert(fs.write(file, "two\n", { append = true }))
---for line in fs.lines(file) do print(line) end
-----> one
-----> two
---```
---@param path string
---@param content string
---@param options? helm.fs.write_options
---@return boolean? done
---@return string? message
---@return string? code
function fs.write(path, content, options) end

---Returns a function for `for` that gives a file's lines, without their ends. The file is closed after the last one.
---@param path string
---@return function? next
---@return string? message
---@return string? code
function fs.lines(path) end

---Whether there is something at the path. A link that leads nowhere counts as nothing.
---@param path string
---@return boolean
function fs.exists(path) end

---Whether there is a file at the path, or a link to one.
---@param path string
---@return boolean
function fs.is_file(path) end

---Whether there is a folder at the path, or a link to one.
---@param path string
---@return boolean
function fs.is_dir(path) end

---@class helm.fs.stat_options
---@field follow? boolean Whether what a link leads to is described; true by default. With false it is the link itself.

---What is at a path:
---@class helm.fs.status
---@field type "file"|"directory"|"link"|"named pipe"|"socket"|"char device"|"block device"|"other"
---@field size integer In bytes.
---@field mode integer The permissions: `("%o"):format(mode)` has their octal digits.
---@field modified number When the content changed last, in seconds since 1970.
---@field accessed number When it was read last.
---@field changed number When anything of it changed last.
---@field links integer How many names it has.
---@field owner integer The number of its user.
---@field group integer
---@field device number Together with `number` the same only for the same file.
---@field number number

---Returns what is known of what is at the path.
---@param path string
---@param options? helm.fs.stat_options
---@return helm.fs.status? status
---@return string? message
---@return string? code
function fs.stat(path, options) end

---Returns the names in a folder, sorted by their bytes.
---@param path string
---@return string[]? names
---@return string? message
---@return string? code
function fs.list(path) end

---@class helm.fs.walk_options
---@field depth? integer How many levels deep it goes, from 1 on; all by default.
---@field type? "file"|"directory"|"link"|string The only type that it gives, one of those of `fs.stat`; all by default.
---@field follow? boolean Whether it goes into linked folders, too; false by default.

---Returns a function for `for` that gives everything below a folder: its path and its type. A folder comes before what is in
---it, names are sorted. A folder that cannot be read is an error.
---
---```lua
---local fs = require "helm.fs"
---
---local folder = assert(fs.tmpdir())
---fs.mkdir(folder .. "/a/b")
---fs.write(folder .. "/a/c", "")
---for path, type in fs.walk(folder) do print(path:sub(#folder + 2), type) end
-----> a	directory
-----> a/b	directory
-----> a/c	file
---```
---@param path string
---@param options? helm.fs.walk_options
---@return function? next
---@return string? message
---@return string? code
function fs.walk(path, options) end

---Returns the paths that match a pattern, sorted. `*` is any part of a name, `?` one character, `[abc]` and `[!abc]` one of a
---set, and `**` any number of folders: `a/**` is `a` and everything below it. Names that begin with a dot match only a pattern that does, too. On Windows the case of
---letters does not matter.
---
---```lua
---local fs = require "helm.fs"
---
---local folder = assert(fs.tmpdir())
---fs.mkdir(folder .. "/web/templates")
---fs.write(folder .. "/web/Chart.yaml", "")
---fs.write(folder .. "/web/templates/all.yaml", "")
---print(table.concat(fs.glob("**/*.yaml", folder), " ")) --> web/Chart.yaml web/templates/all.yaml
---```
---@param pattern string
---@param folder? string Where to search; the results begin below it. The working folder by default.
---@return string[] paths
function fs.glob(pattern, folder) end

---Makes a folder and its missing parents. A folder that exists is not a failure.
---@param path string
---@return boolean? done
---@return string? message
---@return string? code `EEXIST` if something else is there.
function fs.mkdir(path) end

---@class helm.fs.remove_options
---@field recursive? boolean Whether a folder that is not empty is removed; false by default.

---Removes a file, a link or an empty folder. With `recursive` a folder goes with everything in it; links in it are removed, not
---what they lead to. A root, and a path that ends in `.` or `..`, are never removed that way: they raise an error.
---@param path string
---@param options? helm.fs.remove_options
---@return boolean? done
---@return string? message
---@return string? code `ENOENT` if there is nothing, `ENOTEMPTY` for a folder that is not empty.
function fs.remove(path, options) end

---@class helm.fs.copy_options
---@field recursive? boolean Whether a folder is copied; false by default. What is in the target stays, and links are copied as links.

---Copies a file with its permissions. The target is the new path, not the folder into which the copy goes. If the copy fails, for example
---because the disk is full, no incomplete file stays.
---@param from string
---@param to string A file there is replaced.
---@param options? helm.fs.copy_options
---@return boolean? done
---@return string? message
---@return string? code `EISDIR` for a folder without `recursive`, `EINVAL` for a copy into itself.
function fs.copy(from, to, options) end

---Renames a file or a folder. Between two file systems it is copied and then removed. A path that ends in `.` or `..` raises an
---error.
---@param from string
---@param to string A file there is replaced.
---@return boolean? done
---@return string? message
---@return string? code `EINVAL` for a folder that would go into itself.
function fs.move(from, to) end

---Changes permissions. Windows knows only whether a file may be written.
---
---```lua
---local fs = require "helm.fs"
---
---local file = assert(fs.tmpfile())
---assert(fs.chmod(file, "+x"))
---assert(fs.chmod(file, "755"))
---```
---@param path string
---@param change string|integer `+x`, `u+rw,go-w` or `go=r` as for the program `chmod`, their octal digits (`"755"`), or the permissions as a number. Lua has no octal numbers: 755 raises an error, and 493 is meant. `+w` without a letter before it is for the owner alone.
---@return boolean? done
---@return string? message
---@return string? code
function fs.chmod(path, change) end

---Makes a symbolic link. On Windows a link to a folder is a junction; a link to a file needs a privilege.
---@param target string Where it leads, from the link's folder.
---@param path string The link.
---@return boolean? done
---@return string? message
---@return string? code
function fs.symlink(target, path) end

---Returns where a symbolic link leads; on Windows the whole path.
---@param path string
---@return string? target
---@return string? message
---@return string? code `EINVAL` if it is not a link.
function fs.readlink(path) end

---Sets a file's times to now, or creates an empty file.
---@param path string
---@return boolean? done
---@return string? message
---@return string? code
function fs.touch(path) end

---Makes an empty folder in the system's temporary folder, which only the user can read. When the script ends, it is removed
---with everything in it.
---@param prefix? string The beginning of its name. A separator in it raises an error.
---@return string? path
---@return string? message
---@return string? code
function fs.tmpdir(prefix) end

---Makes an empty file in the system's temporary folder, which only the user can read. It is removed when the script ends.
---@param prefix? string The beginning of its name. A separator in it raises an error.
---@return string? path
---@return string? message
---@return string? code
function fs.tmpfile(prefix) end

return fs
