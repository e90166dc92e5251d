---@meta helm.hash

---Digests, as hexadecimal digits in lower case. MD5 and SHA-1 are for old lists: they protect against accidents, not against attackers.
---
---```lua
---local hash = require "helm.hash"
---
---print(hash.sha256("abc")) --> ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
---print(hash.md5("abc")) --> 900150983cd24fb0d6963f7d28e17f72
---```
---@class helm.hash
local hash = {}

---Returns the SHA-256 of a text.
---@param text string
---@return string digest
function hash.sha256(text) end

---Returns the SHA-512 of a text.
---@param text string
---@return string digest
function hash.sha512(text) end

---Returns the SHA-1 of a text.
---@param text string
---@return string digest
function hash.sha1(text) end

---Returns the MD5 of a text.
---@param text string
---@return string digest
function hash.md5(text) end

---Returns the digest of a file, which may be larger than the memory.
---@param path string
---@param algorithm? string `sha256` (the default), `sha512`, `sha1` or `md5`.
---@return string? digest
---@return string? message
---@return string? code
function hash.file(path, algorithm) end

---Returns the HMAC (RFC 2104) of a text.
---@param key string
---@param text string
---@param algorithm? string As for `file`.
---@return string digest
function hash.hmac(key, text, algorithm) end

---Compares a file with a list of checksums, such as `checksums.txt` of a release. It looks for the line with the file's name, in
---the form `HEX  NAME` of the program `sha256sum` or `SHA256 (NAME) = HEX` of BSD. The number of digits shows the algorithm; of several lines
---the longest counts. A list that is only one checksum is for every file. `sha256:HEX` counts as HEX.
---
---```lua
---local fs, hash = require "helm.fs", require "helm.hash"
---
---local folder = assert(fs.tmpdir())
---fs.write(folder .. "/tool.tgz", "abc")
---local list = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  tool.tgz\n"
---print(hash.verify(folder .. "/tool.tgz", list)) --> true
---```
---
---[http.download](#httpdownloadurl-path-options) has an example with a list from a server.
---@param path string
---@param list string The text of the list.
---@return boolean? same
---@return string? message
---@return string? code `EBADMSG` if the file is another one, `ENOENT` if the list does not have it or there is no such file.
function hash.verify(path, list) end

return hash
