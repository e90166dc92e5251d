local mime = { _VERSION = "MIME 1.0.3" }

local base64 = require("helm.encoding").base64

-- The functions of two parts take a text and what comes behind it, and return what could be done and the rest. Without the second
-- part the text is the last one, nothing is left over, and no result is nil.
local function finished(text) return text ~= "" and text or nil, nil end

function mime.b64(text, more)
  if text == nil then return nil, nil end
  text = text .. (more or "")
  if more == nil then return finished(base64.encode(text)) end
  local whole = #text - #text % 3
  return base64.encode(text:sub(1, whole)), text:sub(whole + 1)
end

local function decode_groups(text)
  local parts = {}
  for group in text:gmatch("....") do
    local letters = group:gsub("=+$", "")
    if #letters > 1 then parts[#parts + 1] = base64.decode(letters:gsub("=", "A") .. ("="):rep(4 - #letters)) end
  end
  return table.concat(parts)
end

-- Other characters than those of base64 are nothing.
function mime.unb64(text, more)
  if text == nil then return nil, nil end
  text = (text .. (more or "")):gsub("[^%w+/=]", "")
  local whole = #text - #text % 4
  local result = decode_groups(text:sub(1, whole))
  if more == nil then return finished(result) end
  return result, text:sub(whole + 1)
end

local function quoted(char) return ("=%02X"):format(char:byte()) end

-- How many characters at a place belong together, and what they become; nil if more must be known.
local function quote_at(text, at, marker, is_last)
  local char = text:sub(at, at)
  if char:find("[!-<>-~]") then return 1, char end
  if char == "\r" then
    if at == #text and not is_last then return nil end
    if text:sub(at + 1, at + 1) == "\n" then return 2, marker end
  elseif char == " " or char == "\t" then
    local behind = text:sub(at + 1, at + 2)
    if not is_last and (behind == "" or behind == "\r") then return nil end
    if behind ~= "" and behind ~= "\r" and behind ~= "\r\n" then return 1, char end
  end
  return 1, quoted(char)
end

local function change(text, more, change_at)
  if text == nil then return nil, nil end
  text = text .. (more or "")
  local parts, at = {}, 1
  while at <= #text do
    local count, result = change_at(text, at, more == nil)
    if not count then break end
    parts[#parts + 1] = result
    at = at + count
  end
  if more == nil then return finished(table.concat(parts)) end
  return table.concat(parts), text:sub(at)
end

function mime.qp(text, more, marker)
  marker = marker or "\r\n"
  return change(text, more, function(whole, at, is_last) return quote_at(whole, at, marker, is_last) end)
end

local function unquote_at(text, at)
  local char = text:sub(at, at)
  if char == "=" then
    if at + 2 > #text then return nil end
    local behind = text:sub(at + 1, at + 2)
    if behind == "\r\n" then return 3, "" end
    if behind:find("^%x%x$") then return 3, string.char(tonumber(behind, 16)) end
    return 3, char .. behind
  end
  if char == "\r" then
    if at == #text then return nil end
    return 2, text:sub(at, at + 1) == "\r\n" and "\r\n" or ""
  end
  return 1, char:find("[\t -~]") and char or ""
end

function mime.unqp(text, more) return change(text, more, unquote_at) end

-- `left` characters fit into the line. The mark ends a line, and `need` says how many characters must fit before one.
local function wrap(left, text, length, mark, need)
  if text == nil then return left < length and mark or nil, length end
  local parts = {}
  for char in text:gmatch("[^\r]") do
    if char == "\n" then
      parts[#parts + 1] = "\r\n"
      left = length
    else
      if left < need(char) then
        parts[#parts + 1] = mark
        left = length
      end
      parts[#parts + 1] = char
      left = left - 1
    end
  end
  return table.concat(parts), left
end

function mime.wrp(left, text, length)
  return wrap(left, text, length or 76, "\r\n", function() return 1 end)
end

function mime.qpwrp(left, text, length)
  return wrap(left, text, length or 76, "=\r\n", function(char) return char == "=" and 4 or 2 end)
end

-- CR, LF, CR LF and LF CR are each the end of a line. The context is the code of a character that may be half of one.
function mime.eol(context, text, marker)
  if text == nil then return nil, 0 end
  marker = marker or "\r\n"
  local parts = {}
  for char in text:gmatch(".") do
    local code = char:byte()
    if code ~= 10 and code ~= 13 then
      parts[#parts + 1] = char
      context = 0
    elseif context == 0 or context == code then
      parts[#parts + 1] = marker
      context = context == code and 0 or code
    else
      context = 0
    end
  end
  return table.concat(parts), context
end

-- A dot at the beginning of a line becomes two. The context is 2 there, and 1 behind CR.
function mime.dot(context, text)
  if text == nil then return nil, 2 end
  local parts = {}
  for char in text:gmatch(".") do
    parts[#parts + 1] = char == "." and context == 2 and ".." or char
    context = char == "\r" and 1 or char == "\n" and context == 1 and 2 or 0
  end
  return table.concat(parts), context
end

local cycle = require("ltn12").filter.cycle

local encoders = {
  ["base64"] = function() return cycle(mime.b64, "") end,
  ["quoted-printable"] = function(mode) return cycle(mime.qp, "", mode == "binary" and "=0D=0A" or "\r\n") end,
}
local decoders = {
  ["base64"] = function() return cycle(mime.unb64, "") end,
  ["quoted-printable"] = function() return cycle(mime.unqp, "") end,
}

local function wrap_text(length)
  length = length or 76
  return cycle(mime.wrp, length, length)
end

local wrappers = {
  text = wrap_text, base64 = wrap_text, default = wrap_text,
  ["quoted-printable"] = function() return cycle(mime.qpwrp, 76, 76) end,
}

local function choose(makers, name, option)
  if type(name) ~= "string" then name, option = "default", name end
  local make = makers[name] or error("unknown key (" .. tostring(name) .. ")", 3)
  return make(option)
end

function mime.encode(...) return (choose(encoders, ...)) end

function mime.decode(...) return (choose(decoders, ...)) end

function mime.wrap(...) return (choose(wrappers, ...)) end

function mime.normalize(marker) return cycle(mime.eol, 0, marker) end

function mime.stuff() return cycle(mime.dot, 2) end

return mime
