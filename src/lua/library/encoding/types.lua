---@meta helm.encoding

---Bytes as text, the parts of URLs, and gzip.
---
---```lua
---local encoding = require "helm.encoding"
---
---print(encoding.base64.encode("user:password")) --> dXNlcjpwYXNzd29yZA==
---print(encoding.base64.decode("dXNlcg")) --> user
---print(encoding.hex.encode("\255\0Lua")) --> ff004c7561
---print(encoding.url.encode("a b/c")) --> a%20b%2Fc
---```
---@class helm.encoding
local encoding = {}

---@class helm.encoding.base64_options
---@field url? boolean Whether it takes the letters `-` and `_`, which a URL can have, and no `=` at the end; false by default.

---Encodes in base64 (RFC 4648), without line ends.
---@param text string
---@param options? helm.encoding.base64_options
---@return string encoded
function encoding.base64.encode(text, options) end

---Decodes base64 with either letters, with or without `=` at the end. White space does not count.
---@param text string
---@return string? decoded
---@return string? message
---@return string? code `EINVAL` if it is not base64.
function encoding.base64.decode(text) end

---Writes each byte as two hexadecimal digits, in lower case.
---@param text string
---@return string encoded
function encoding.hex.encode(text) end

---Reads hexadecimal digits of either case.
---@param text string
---@return string? decoded
---@return string? message
---@return string? code `EINVAL` if it has other characters, or an odd number of digits.
function encoding.hex.decode(text) end

---Encodes everything that cannot stand in a part of a URL as `%` and two digits. Letters, digits and `-._~` stay.
---@param text string
---@return string encoded
function encoding.url.encode(text) end

---Decodes `%` and two digits. A `+` stays.
---@param text string
---@return string? decoded
---@return string? message
---@return string? code `EINVAL` if a `%` is not followed by two digits.
function encoding.url.decode(text) end

---@class helm.encoding.gzip_options
---@field level? integer From 0, fast, to 9, small; 9 by default.

---Compresses bytes as gzip (RFC 1952), without a name and a time.
---
---```lua
---local encoding = require "helm.encoding"
---
---local packed = encoding.gzip(("values\n"):rep(1000))
---print(#packed < 100, #encoding.gunzip(packed)) --> true	7000
---```
---@param text string
---@param options? helm.encoding.gzip_options
---@return string packed
function encoding.gzip(text, options) end

---@class helm.encoding.gunzip_options
---@field max_bytes? number The most that it may become; no limit by default.

---Unpacks gzip data; several parts one behind the other too.
---@param text string
---@param options? helm.encoding.gunzip_options
---@return string? unpacked
---@return string? message
---@return string? code `EINVAL` if it is no gzip or damaged, `EFBIG` if it has more than `max_bytes`.
function encoding.gunzip(text, options) end

---The parts of a URL. What is not there is nil.
---@class helm.encoding.url_parts
---@field scheme string In lower case.
---@field user? string Decoded.
---@field password? string Decoded.
---@field host? string In lower case.
---@field port? integer
---@field path string It may be empty.
---@field query? string Without the `?`.
---@field fragment? string Without the `#`.

---Returns the parts of a URL as they stand there, but user and password decoded, and scheme and host in lower case.
---
---```lua
---local url = require("helm.encoding").url
---
---local parts = url.parse("git+https://me@Example.org:8443/a/b?ref=v1#top")
---print(parts.scheme, parts.user, parts.host, parts.port) --> git+https	me	example.org	8443
---print(parts.path, parts.query, parts.fragment) --> /a/b	ref=v1	top
---```
---@param text string
---@return helm.encoding.url_parts? parts
---@return string? message
---@return string? code `EINVAL` if it has no scheme, or no valid host and port.
function encoding.url.parse(text) end

return encoding
