local host, arguments = ...

local hash = {}

local BLOCK = 1 << 16
-- SHA-256 works on blocks of 64 bytes, and its result has 32.
local BLOCK_OF_HMAC = 64

local function bytes_of(digest)
  return (digest:gsub("..", function(digits) return string.char(tonumber(digits, 16)) end))
end

function hash.sha256(text) return host.sha256(arguments.text(text, 1, "sha256")) end

local function digest_of(file)
  local handle, message, number = io.open(file, "rb")
  if not handle then return nil, message, host.error_name(number) end
  host.begin()
  local block
  repeat
    block, message, number = handle:read(BLOCK)
    if block then host.add(block) end
  until not block
  handle:close()
  if message then return nil, ("%s: %s"):format(file, message), host.error_name(number) end
  return host.finish()
end

function hash.file(file) return digest_of(arguments.path(file, 1, "file")) end

local function with_bytes(text, mask)
  return (text:gsub(".", function(char) return string.char(char:byte() ~ mask) end))
end

function hash.hmac(key, text)
  key = arguments.text(key, 1, "hmac")
  text = arguments.text(text, 2, "hmac")
  if #key > BLOCK_OF_HMAC then key = bytes_of(host.sha256(key)) end
  key = key .. ("\0"):rep(BLOCK_OF_HMAC - #key)
  return host.sha256(with_bytes(key, 0x5c) .. bytes_of(host.sha256(with_bytes(key, 0x36) .. text)))
end

local function base(name) return name:match("[^/\\]*$") end

-- The digest that a list has for a name: "HEX  name", "HEX *name" and "SHA256 (name) = HEX". A list of one digest alone is
-- for any name.
local function listed_digest(list, name)
  local alone = list:match("^%s*(%x+)%s*$")
  if alone and #alone == 64 then return alone:lower() end
  for line in list:gmatch("[^\r\n]+") do
    local digest, listed = line:match("^%s*(%x+)%s+%*?(.-)%s*$")
    if not digest then listed, digest = line:match("^SHA256 %((.*)%) = (%x+)%s*$") end
    if digest and #digest == 64 and base(listed) == name then return digest:lower() end
  end
end

function hash.verify(file, list)
  file = arguments.path(file, 1, "verify")
  list = arguments.text(list, 2, "verify")
  local name = base(file)
  local expected = listed_digest(list, name)
  if not expected then return nil, ("%s: the list of checksums has no SHA-256 of %s"):format(file, name), "ENOENT" end
  local digest, message, code = digest_of(file)
  if not digest then return nil, message, code end
  if digest ~= expected then
    return nil, ("%s: the SHA-256 is %s, expected %s"):format(file, digest, expected), "EBADMSG"
  end
  return true
end

return hash
