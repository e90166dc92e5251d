-- helm.http: the body of a response, of at most so many bytes.
local host = ...

local DEFAULT_MOST = 100 << 20
-- So much of a compressed body is looked at before the size of the result is checked: it can become a thousand times as much.
local SLICE = 1 << 12

local function too_large(url, most)
  return nil, ("%s: the body has more than %d %s"):format(url, most, most == 1 and "byte" or "bytes"), "EFBIG"
end

-- Takes parts of a body, and adds up what they become. `take` returns false when that is too much, and nil for damaged data.
local function collector(most)
  local parts, size = {}, 0
  local function add(part)
    size = size + #part
    parts[#parts + 1] = part
    return size <= most
  end
  return add, function() return table.concat(parts) end
end

local function unpacker(add)
  local stream = host.library().inflate()
  local ended = false
  return function(part)
    for at = 1, #part, SLICE do
      if ended then return true end
      local good, text, eof = pcall(stream, part:sub(at, at + SLICE - 1))
      if not good then return nil end
      ended = eof
      if not add(text) then return false end
    end
    return true
  end, function() return ended end
end

-- The whole body, without a compression that was not asked for. The response stays open.
return function(response, options)
  local most = math.tointeger(options.max_bytes) or options.max_bytes and math.floor(options.max_bytes) or DEFAULT_MOST
  local add, text_of = collector(most)
  local take, is_complete = add, nil
  if (response.headers["content-encoding"] or ""):lower():find("^x?%-?gzip$") then take, is_complete = unpacker(add) end
  local any = false
  while true do
    local part, message, code = host.read(response.id)
    if code then return nil, message, code end
    if not part then break end
    any = true
    local fits = take(part)
    if fits == nil then return nil, response.url .. ": the compressed body is damaged", "EPROTO" end
    if not fits then return too_large(response.url, most) end
  end
  if any and is_complete and not is_complete() then
    return nil, response.url .. ": the compressed body is damaged", "EPROTO"
  end
  return text_of()
end
