local escapes = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

local function encode(value, out)
  local kind = type(value)
  if kind == "table" then
    if #value > 0 or next(value) == nil then
      out[#out + 1] = "["
      for i = 1, #value do
        if i > 1 then out[#out + 1] = "," end
        encode(value[i], out)
      end
      out[#out + 1] = "]"
    else
      out[#out + 1] = "{"
      local first = true
      for key, item in pairs(value) do
        out[#out + 1] = (first and "" or ",") .. '"' .. key .. '":'
        first = false
        encode(item, out)
      end
      out[#out + 1] = "}"
    end
  elseif kind == "string" then
    out[#out + 1] = '"' .. value:gsub('[%c"\\]', escapes) .. '"'
  else
    out[#out + 1] = tostring(value)
  end
end

local decode

local function skip(text, at) return text:find("[^ \n\r\t]", at) or #text + 1 end

local function decode_string(text, at)
  local from = at + 1
  local to = text:find('["\\]', from)
  if text:sub(to, to) == '"' then return text:sub(from, to - 1), to + 1 end
  local parts = {}
  while true do
    to = text:find('["\\]', from)
    parts[#parts + 1] = text:sub(from, to - 1)
    if text:sub(to, to) == '"' then return table.concat(parts), to + 1 end
    local c = text:sub(to + 1, to + 1)
    parts[#parts + 1] = ({ n = "\n", r = "\r", t = "\t" })[c] or c
    from = to + 2
  end
end

local function decode_list(text, at)
  local list = {}
  at = skip(text, at + 1)
  if text:byte(at) == 93 then return list, at + 1 end
  while true do
    list[#list + 1], at = decode(text, at)
    at = skip(text, at)
    if text:byte(at) == 93 then return list, at + 1 end
    at = skip(text, at + 1)
  end
end

local function decode_object(text, at)
  local object = {}
  at = skip(text, at + 1)
  if text:byte(at) == 125 then return object, at + 1 end
  while true do
    local key
    key, at = decode_string(text, at)
    object[key], at = decode(text, skip(text, skip(text, at) + 1))
    at = skip(text, at)
    if text:byte(at) == 125 then return object, at + 1 end
    at = skip(text, at + 1)
  end
end

function decode(text, at)
  local c = text:byte(at)
  if c == 123 then return decode_object(text, at) end
  if c == 91 then return decode_list(text, at) end
  if c == 34 then return decode_string(text, at) end
  local word = text:match("^[%w.+-]+", at)
  if word == "true" then return true, at + 4 elseif word == "false" then return false, at + 5 elseif word == "null" then return nil, at + 4 end
  return tonumber(word), at + #word
end

function main(scale)
  local records = {}
  for i = 1, 400 do
    records[i] = { id = i, name = "record " .. i, tags = { "a", "b\n", 'c"' }, nested = { x = i / 4, y = { true, false } }, note = ("text "):rep(5) }
  end
  local size = 0
  for _ = 1, 4 * tonumber(scale) do
    local out = {}
    encode(records, out)
    local text = table.concat(out)
    size = size + #text
    records = decode(text, 1)
  end
  print(size, records[400].nested.x)
end
