-- Writes values as Lua text that gives them back: cycles and shared tables by path, keys in a stable order.
local serializer = {}

local keywords = {}
for word in ("and break do else elseif end false for function goto if in local nil not or repeat return then true until while"):gmatch("%a+") do keywords[word] = true end

local function order(a, b)
  if type(a) ~= type(b) then return type(a) < type(b) end
  if type(a) == "number" or type(a) == "string" then return a < b end
  return tostring(a) < tostring(b)
end

local function key_text(key)
  if type(key) == "string" and key:match("^[%a_][%w_]*$") and not keywords[key] then return key, "." .. key end
  local text = "[" .. (type(key) == "boolean" and tostring(key) or ("%q"):format(key)) .. "]"
  return text, text
end

function serializer.dump(value, options)
  local indent = options and options.indent
  local seen, later = {}, {}
  local function write(v, path, depth)
    if type(v) ~= "table" then
      if type(v) == "function" or type(v) == "thread" or type(v) == "userdata" then return ("nil --[[%s]]"):format(type(v)) end
      return type(v) == "boolean" and tostring(v) or ("%q"):format(v)
    end
    if seen[v] then
      later[#later + 1] = path .. " = " .. seen[v]
      return "nil"
    end
    seen[v] = path
    local keys, parts = {}, {}
    for key in pairs(v) do keys[#keys + 1] = key end
    table.sort(keys, order)
    for _, key in ipairs(keys) do
      local text, step = key_text(key)
      parts[#parts + 1] = (math.type(key) == "integer" and key >= 1 and key <= #v and "" or text .. " = ") .. write(v[key], path .. step, depth + 1)
    end
    if not indent or #parts == 0 then return "{" .. table.concat(parts, ", ") .. "}" end
    local pad = indent:rep(depth + 1)
    return "{\n" .. pad .. table.concat(parts, ",\n" .. pad) .. "\n" .. indent:rep(depth) .. "}"
  end
  local body = write(value, "_", 0)
  return "local _ = " .. body .. "\n" .. table.concat(later, "\n") .. (#later > 0 and "\n" or "") .. "return _\n"
end

function serializer.load(text) return assert(load(text, "=serialized", "t", {}))() end

return serializer
