-- helm.archive: what is read, and faults. A fault ends the work, and becomes nil, its message and its code.
local host, zlib = ...
local input = {}

local Fault = {}
-- Little at once, because it can become a thousand times as much.
local BLOCK = 1 << 14
local GZIP = 15 + 16

function input.fail(code, message, ...) error(setmetatable({ code = code, message = message:format(...) }, Fault), 0) end

-- What a function returns; nil, a message and a code for a fault. Other errors stay errors.
function input.results(good, ...)
  if good then return ... end
  local fault = ...
  if getmetatable(fault) ~= Fault then error(fault, 0) end
  return nil, fault.message, fault.code
end

-- The result of a function of io, or a fault.
function input.require(result, message, number)
  if result then return result end
  return input.fail(host.error_name(number or 0), "%s", message)
end

-- Bytes as a file: read(count), nil at the end, and seek as files have it.
local function file_of(bytes)
  local at = 0
  return {
    read = function(_, count)
      if at >= #bytes then return nil end
      local part = bytes:sub(at + 1, at + count)
      at = at + #part
      return part
    end,
    seek = function(_, whence, offset)
      if whence == "end" then at = #bytes + (offset or 0) elseif whence == "set" then at = offset end
      return at
    end,
    close = function() end,
  }
end

function input.open(source)
  if type(source) == "table" then return file_of(source.bytes) end
  return input.require(io.open(source, "rb"))
end

-- What compresses archives and is not known here, by the first bytes.
local UNKNOWN = { ["\xfd7zXZ\0"] = "xz", ["BZh"] = "bzip2", ["\x28\xb5\x2f\xfd"] = "zstd", ["7z\xbc\xaf\x27\x1c"] = "7z" }

-- The format by the first bytes. `label` is the archive in messages.
function input.format_of(file, label)
  local head, message, number = file:read(512)
  if not head and message then input.require(nil, ("%s: %s"):format(label, message), number) end
  file:seek("set", 0)
  head = head or ""
  if head:find("^\x1f\x8b") then return "tar.gz" end
  if head:find("^PK[\3\5]") then return "zip" end
  if #head == 512 and (head:sub(258, 262) == "ustar" or head == ("\0"):rep(512)) then return "tar" end
  for beginning, name in pairs(UNKNOWN) do
    if head:sub(1, #beginning) == beginning then
      input.fail("ENOTSUP", "%s: the format is %s; this module reads tar, tar.gz and zip", label, name)
    end
  end
  input.fail("EINVAL", "%s: not an archive: it is neither tar, compressed or not, nor zip", label)
end

-- A function that returns the next bytes of an inflated file, nil at the end.
local function inflated(file)
  local inflate, ended = zlib().inflate(GZIP), false
  local function step(block)
    local good, part, done = pcall(inflate, block)
    if not good then
      if not tostring(part):find("^%u%a+: ") then error(part, 0) end
      input.fail("EINVAL", "the archive is damaged: its compressed content is wrong")
    end
    ended = done
    return part
  end
  return function()
    while not ended do
      local block = file:read(BLOCK)
      if not block then input.fail("EINVAL", "the archive is damaged: it ends too early") end
      local part = step(block)
      if part ~= "" then return part end
    end
    return nil
  end
end

-- A function that returns exactly so many bytes of a tar archive, or less at its end.
function input.stream(file, is_compressed)
  local next_part = is_compressed and inflated(file) or function() return file:read(BLOCK) end
  local buffer, at = "", 1
  return function(count)
    local parts, have = {}, 0
    while have < count do
      if at > #buffer then
        buffer, at = next_part(), 1
        if not buffer then
          buffer = ""
          break
        end
      end
      local part = buffer:sub(at, at + count - have - 1)
      parts[#parts + 1] = part
      at, have = at + #part, have + #part
    end
    return table.concat(parts)
  end
end

return input
