local host, arguments = ...

local hash = {}

local BLOCK = 1 << 16

-- The bytes that an algorithm takes at once. Its digest's number of digits is the key of its name in `by_digits`.
local blocks = { md5 = 64, sha1 = 64, sha256 = 64, sha512 = 128 }
local by_digits = { [32] = "md5", [40] = "sha1", [64] = "sha256", [128] = "sha512" }

local function hexadecimal(bytes)
  return (bytes:gsub(".", function(char) return ("%02x"):format(char:byte()) end))
end

local function bytes_of(digest)
  return (digest:gsub("..", function(digits) return string.char(tonumber(digits, 16)) end))
end

-- A running digest: a function that takes more bytes, and one that returns the digest.
local function begin(algorithm)
  if algorithm == "sha256" then
    host.begin()
    return host.add, host.finish
  end
  local library = host.library()
  local running = library.begin(algorithm)
  return function(bytes) library.add(running, bytes) end, function() return hexadecimal(library.finish(running)) end
end

local function digest_of_text(algorithm, text)
  if algorithm == "sha256" then return host.sha256(text) end
  local add, finish = begin(algorithm)
  add(text)
  return finish()
end

for algorithm in pairs(blocks) do
  hash[algorithm] = function(text) return digest_of_text(algorithm, arguments.text(text, 1, algorithm)) end
end

local function digest_of(file, algorithm)
  local handle, message, number = io.open(file, "rb")
  if not handle then return nil, message, host.error_name(number) end
  local add, finish = begin(algorithm)
  local block
  repeat
    block, message, number = handle:read(BLOCK)
    if block then add(block) end
  until not block
  handle:close()
  if message then return nil, ("%s: %s"):format(file, message), host.error_name(number) end
  return finish()
end

local UNKNOWN = "md5, sha1, sha256 or sha512 expected, got '%s'"

function hash.file(file, algorithm)
  file = arguments.path(file, 1, "file")
  algorithm = algorithm == nil and "sha256" or arguments.text(algorithm, 2, "file")
  if not blocks[algorithm] then arguments.refuse(2, "file", UNKNOWN:format(algorithm)) end
  return digest_of(file, algorithm)
end

local function with_bytes(text, mask)
  return (text:gsub(".", function(char) return string.char(char:byte() ~ mask) end))
end

function hash.hmac(key, text, algorithm)
  key = arguments.text(key, 1, "hmac")
  text = arguments.text(text, 2, "hmac")
  algorithm = algorithm == nil and "sha256" or arguments.text(algorithm, 3, "hmac")
  local block = blocks[algorithm]
  if not block then arguments.refuse(3, "hmac", UNKNOWN:format(algorithm)) end
  if #key > block then key = bytes_of(digest_of_text(algorithm, key)) end
  key = key .. ("\0"):rep(block - #key)
  local inner = bytes_of(digest_of_text(algorithm, with_bytes(key, 0x36) .. text))
  return digest_of_text(algorithm, with_bytes(key, 0x5c) .. inner)
end

local function base(name) return name:match("[^/\\]*$") end

-- The digest that a line has for a name: "HEX  name", "HEX *name" and "SHA256 (name) = HEX".
local function digest_in(line, name)
  local digest, listed = line:match("^%s*(%x+)%s+%*?(.-)%s*$")
  if not digest then listed, digest = line:match("^%w+ %((.*)%) = (%x+)%s*$") end
  if digest and by_digits[#digest] and base(listed) == name then return digest:lower() end
end

-- The longest digest that a list has for a name. A list of one digest alone is for any name.
local function listed_digest(list, name)
  local alone = list:match("^%s*(%x+)%s*$")
  if alone and by_digits[#alone] then return alone:lower() end
  local longest
  for line in list:gmatch("[^\r\n]+") do
    local digest = digest_in(line, name)
    if digest and (not longest or #digest > #longest) then longest = digest end
  end
  return longest
end

-- "sha256:HEX", as GitHub and registries write a digest, without the name of the algorithm.
local function without_algorithms(list)
  return (list:gsub("%f[%w](%w+):(%x+)", function(name, digest) return by_digits[#digest] == name:lower() and digest or nil end))
end

function hash.verify(file, list)
  file = arguments.path(file, 1, "verify")
  list = without_algorithms(arguments.text(list, 2, "verify"))
  local name = base(file)
  local expected = listed_digest(list, name)
  if not expected then return nil, ("%s: the list of checksums does not name %s"):format(file, name), "ENOENT" end
  local algorithm = by_digits[#expected]
  local digest, message, code = digest_of(file, algorithm)
  if not digest then return nil, message, code end
  if digest ~= expected then
    return nil, ("%s: the %s is %s, expected %s"):format(file, host.names[algorithm], digest, expected), "EBADMSG"
  end
  return true
end

return hash
