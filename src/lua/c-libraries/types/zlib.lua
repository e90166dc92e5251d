---@meta zlib

---Compression by [lua-zlib](https://github.com/brimworks/lua-zlib) 1.3 and zlib 1.3.1.
---@class zlib
---@field BEST_COMPRESSION integer
---@field BEST_SPEED integer
---@field _COPYRIGHT string
---@field _DESCRIPTION string
---@field _VERSION string
---@field _TEST_BUFSIZ integer
local zlib = {}

---A function that works on a stream: it takes the next input, and returns what is ready of the output. `eof` says that the stream is at its end.
---@alias zlib.stream fun(input?: string, flush?: "sync"|"full"|"finish"): string, boolean, integer, integer

---Returns the version of zlib.
---@return integer major
---@return integer minor
---@return integer patch
function zlib.version() end

---Returns a function that compresses. Call it with "finish" for the last input.
---@param level? integer 1 (fast) to 9 (small).
---@param window? integer 15 by default; 16 more for gzip, negative for raw deflate.
---@return zlib.stream
function zlib.deflate(level, window) end

---Returns a function that unpacks zlib's format and gzip.
---@param window? integer Negative for raw deflate.
---@return zlib.stream
function zlib.inflate(window) end

---Returns a function that adds inputs to an Adler-32 checksum and returns it.
---@return fun(input?: string): integer
function zlib.adler32() end

---Returns a function that adds inputs to a CRC-32 checksum and returns it.
---@return fun(input?: string): integer
function zlib.crc32() end

return zlib
