-- Compiles text with {{ expressions }} and {% statements %} to a Lua function.
local template = {}

local function escape(value)
  return (tostring(value == nil and "" or value):gsub("[&<>\"']", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;" }))
end

local function translate(text)
  local code, at = { "local _out, _escape = ...\n" }, 1
  while true do
    local from, to, mark, inner = text:find("{([{%%*])(.-)[}%%*]}", at)
    local plain = text:sub(at, (from or 0) - 1)
    if plain ~= "" then code[#code + 1] = ("_out[#_out + 1] = %q\n"):format(plain) end
    if not from then break end
    if mark == "{" then
      code[#code + 1] = ("_out[#_out + 1] = _escape(%s)\n"):format(inner)
    elseif mark == "*" then
      code[#code + 1] = ("_out[#_out + 1] = tostring(%s)\n"):format(inner)
    else
      code[#code + 1] = inner .. "\n"
    end
    at = to + 1
  end
  return table.concat(code)
end

function template.compile(text, name)
  local code = translate(text)
  return function(context)
    local env = setmetatable(context or {}, { __index = _G })
    local f, message = load(code, "=" .. (name or "template"), "t", env)
    if not f then error(message, 0) end
    local out = {}
    f(out, escape)
    return table.concat(out)
  end
end

return template
