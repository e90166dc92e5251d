---@meta helm.archive

---Archives: tar, tar.gz and zip. Their content tells the format.
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

---An archive in memory, where a function takes one: `{ bytes = "…" }`.
---@class helm.archive.bytes
---@field bytes string

---An entry of an archive:
---@class helm.archive.entry
---@field name string As the archive has it. It may be unsafe.
---@field type "file"|"directory"|"link"|"hardlink"
---@field size integer In bytes.
---@field mode integer The permissions.
---@field target? string Where a link leads.

---Returns a list of the entries.
---@param source string|helm.archive.bytes
---@return helm.archive.entry[]? entries
---@return string? message
---@return string? code `EINVAL` if it is no archive or damaged, `ENOTSUP` if it has what this module does not know, `EFBIG` if it has more than 100,000 entries.
function archive.list(source) end

---@class helm.archive.read_options
---@field max_bytes? number The most that the file may have; 1 GiB by default.

---Returns the content of the first file whose name fits a pattern, as for `extract`. A hard link has the content of its file.
---@param source string|helm.archive.bytes
---@param member string
---@param options? helm.archive.read_options
---@return string? content
---@return string? message
---@return string? code `ENOENT` if there is none, `EFBIG` if it is too large, and those of `list`.
function archive.read(source, member, options) end

---@class helm.archive.extract_options
---@field strip? integer How many leading folders of the names are left out; 0 by default.
---@field include? string|string[] A pattern, or several, for the names behind that: only what fits is unpacked. If nothing fits, nothing is unpacked, and the list of names is empty.
---@field exclude? string|string[] A pattern, or several: what fits is not unpacked.
---@field max_bytes? number The most that it may have; 1 GiB by default.
---@field max_entries? integer How many entries it may have; 100,000 by default.

---Unpacks an archive into a folder, which is made if it is not there. Nothing leaves the folder, and nothing is written through a link: names with
---`..`, absolute ones, links that lead out, two entries of one name, and names that Windows cannot have there are refused. Files of the same names are
---replaced. Modes are kept, without the bits that give a program another user's rights. On Windows links become copies, which count for the limits;
---there a link that leads to nothing, or back to itself, is refused. What was unpacked before a failure stays.
---
---In a pattern `*` and `?` stand for characters of a name, and `**` for any number of folders: `a/**` is `a` and everything below it.
---@param source string|helm.archive.bytes
---@param folder string
---@param options? helm.archive.extract_options
---@return string[]? names Those of the files and links, below the folder.
---@return string? message
---@return string? code `EPERM` if an entry is refused, `EFBIG` if there is too much, those of `list`, and those of `helm.fs`.
function archive.extract(source, folder, options) end

---@class helm.archive.create_options
---@field format? "tar"|"tar.gz"|"zip" By default what the ending of the archive's name says.

---Makes an archive of all that is in a folder. It depends only on names, contents, links and whether a file is executable: the same folder gives the same bytes.
---A file that has the archive's name stays as it is until the new archive is complete, also after a failure.
---@param file string Its ending `.zip` or `.tar` decides about the format, otherwise it is `tar.gz`.
---@param folder string
---@param options? helm.archive.create_options
---@return boolean? done
---@return string? message
---@return string? code `EAGAIN` if a file changes while it is read, `EISDIR` if a folder has the archive's name, and those of `helm.fs`.
function archive.create(file, folder, options) end

return archive
