---@meta mime

---LuaSocket's encodings of mail. The filters of `encode`, `decode`, `wrap`, `normalize` and `stuff` are for [ltn12](#ltn12). The other functions
---take a part of a text and a state, and return the result and the next state. A file `mime.lua` of the plugin, or LuaSocket's own, is
---found first.
---
---```lua
---local mime = require "mime"
---
---print((mime.b64("user:password"))) --> dXNlcjpwYXNzd29yZA==
---print((mime.unb64("aGVsbG8="))) --> hello
---print((mime.qp("a = b"))) --> a =3D b
---```
---@class mime
---@field _VERSION string
local mime = {}

---Encodes in base64.
---@param text string?
---@param more? string
---@return string? result
---@return string? rest
function mime.b64(text, more) end

---Decodes base64.
---@param text string?
---@param more? string
---@return string? result
---@return string? rest
function mime.unb64(text, more) end

---Encodes as quoted-printable; the marker takes the place of line ends.
---@param text string?
---@param more? string
---@param marker? string
---@return string? result
---@return string? rest
function mime.qp(text, more, marker) end

---Decodes quoted-printable.
---@param text string?
---@param more? string
---@return string? result
---@return string? rest
function mime.unqp(text, more) end

---Breaks lines after so many characters, 76 by default; `left` of them fit into the first one.
---@param left integer
---@param text string?
---@param length? integer
---@return string? result
---@return integer left
function mime.wrp(left, text, length) end

---The same for quoted-printable.
---@param left integer
---@param text string?
---@param length? integer
---@return string? result
---@return integer left
function mime.qpwrp(left, text, length) end

---Makes all line ends CR LF, or the marker.
---@param context integer 0 at first.
---@param text string?
---@param marker? string
---@return string? result
---@return integer context
function mime.eol(context, text, marker) end

---Doubles a dot at the beginning of a line, as SMTP wants it.
---@param context integer 2 at first.
---@param text string?
---@return string? result
---@return integer context
function mime.dot(context, text) end

---A filter that encodes.
---@param name string `base64` or `quoted-printable`.
---@param mode? string `binary` keeps line ends of quoted-printable.
---@return function filter
function mime.encode(name, mode) end

---A filter that decodes.
---@param name string `base64` or `quoted-printable`.
---@return function filter
function mime.decode(name) end

---A filter that breaks lines.
---@param name? string `text`, `base64` or `quoted-printable`.
---@param length? integer
---@return function filter
function mime.wrap(name, length) end

---A filter for line ends, as `eol`.
---@param marker? string
---@return function filter
function mime.normalize(marker) end

---A filter for dots, as `dot`.
---@return function filter
function mime.stuff() end

return mime
