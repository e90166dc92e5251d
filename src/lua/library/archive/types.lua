---@meta helm.archive

---Archives: tar, tar.gz and zip. Their content tells the format. Where a function takes an archive, a table `{ bytes = "…" }` is one in memory.
---
---```lua
---local archive, fs = require "helm.archive", require "helm.fs"
---
---local folder = assert(fs.tmpdir())
---fs.mkdir(folder .. "/tool-1.0/bin")
---fs.write(folder .. "/tool-1.0/bin/tool", "the program")
---assert(archive.create(folder .. "/tool.tar.gz", folder .. "/tool-1.0"))
---
---print(archive.list(folder .. "/tool.tar.gz")[2].name) --> bin/tool
---print(archive.read(folder .. "/tool.tar.gz", "**/tool")) --> the program
---print(assert(archive.extract(folder .. "/tool.tar.gz", folder .. "/out", { strip = 1 }))[1]) --> tool
---```
---@class helm.archive
local archive = {}

---Returns a list of the entries: tables with `name`, `type` (`file`, `directory`, `link` or `hardlink`), `size`, `mode`, and `target` of a link. The
---names are as the archive has them, and may be unsafe.
---@param source string|table
---@return table[]? entries
---@return string? message
---@return string? code `EINVAL` if it is no archive or damaged, `ENOTSUP` if it has what this module does not know, `EFBIG` if it has more than 100,000 entries.
function archive.list(source) end

---Returns the content of the first file whose name fits a pattern, as for `extract`. A hard link has the content of its file.
---@param source string|table
---@param member string
---@param options? table `max_bytes`: the most that it may have, 1 GiB by default.
---@return string? content
---@return string? message
---@return string? code `ENOENT` if there is none, `EFBIG` if it is too large, and those of `list`.
function archive.read(source, member, options) end

---Unpacks an archive into a folder, which is made if it is not there. Nothing leaves the folder, and nothing is written through a link: names with
---`..`, absolute ones, links that lead out, two entries of one name, and names that Windows cannot have there are refused. Files of the same names are
---replaced. Modes are kept, without the bits that give a program another user's rights. On Windows links become copies, which count for the limits;
---there a link that leads to nothing, or back to itself, is refused. What was unpacked before a failure stays.
---
---In a pattern `*` and `?` stand for characters of a name, and `**` for any number of folders: `a/**` is `a` and everything below it.
---@param source string|table
---@param folder string
---@param options? table `strip`: how many leading folders of the names to leave out; `include` and `exclude`: a pattern or a list of them, for the names behind that (if nothing fits, nothing is unpacked, and the list of names is empty); `max_bytes` (1 GiB by default) and `max_entries` (100,000): the most that it may have.
---@return string[]? names Those of the files and links, below the folder.
---@return string? message
---@return string? code `EPERM` if an entry is refused, `EFBIG` if there is too much, those of `list`, and those of `helm.fs`.
function archive.extract(source, folder, options) end

---Makes an archive of all that is in a folder. It depends only on names, contents, links and whether a file is executable: the same folder gives the same bytes.
---A file that has the archive's name stays as it is until the new archive is complete, also after a failure.
---@param file string Its ending `.zip` or `.tar` decides about the format, otherwise it is `tar.gz`.
---@param folder string
---@param options? table `format`: `tar`, `tar.gz` or `zip`.
---@return boolean? done
---@return string? message
---@return string? code `EAGAIN` if a file changes while it is read, `EISDIR` if a folder has the archive's name, and those of `helm.fs`.
function archive.create(file, folder, options) end

return archive
