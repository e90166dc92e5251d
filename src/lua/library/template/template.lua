local _, arguments = ...

local template = {}

local MOST_NESTING = 100
local ESCAPES = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;" }

-- A fault that a caller expects: it ends the rendering, and becomes nil, its message and EINVAL.
local Fault = {}

local function fail(text, at, message)
  local line = 1
  for _ in text:sub(1, at - 1):gmatch("\n") do line = line + 1 end
  error(setmetatable({ message = ("line %d: %s"):format(line, message) }, Fault), 0)
end

-- The tags of Mustache by their first characters; those for which `alone` is true may stand alone in a line, which then goes away.
local KINDS = {
  ["#"] = { name = "section", alone = true },
  ["^"] = { name = "inverted", alone = true },
  ["/"] = { name = "close", alone = true },
  ["!"] = { name = "comment", alone = true },
  [">"] = { name = "partial", alone = true },
  ["="] = { name = "delimiters", alone = true },
  ["&"] = { name = "raw" },
  ["{"] = { name = "raw" },
}

-- The next tag from a place on: its kind and name, where it begins, and where the text behind it does.
local function next_tag(text, at, marks)
  local from, inner = text:find(marks.open, at, true)
  if not from then return nil end
  local sigil = text:sub(inner + 1, inner + 1)
  local kind = KINDS[sigil]
  local close = marks.close
  if sigil == "{" then close = "}" .. close elseif sigil == "=" then close = "=" .. close end
  local last, behind = text:find(close, inner + 1, true)
  if not last then fail(text, from, ("a tag that begins with %s has no %s"):format(text:sub(from, inner + 1), close)) end
  local name = text:sub(inner + (kind and 2 or 1), last - 1):match("^%s*(.-)%s*$")
  return { kind = kind and kind.name or "value", alone = kind and kind.alone, name = name, from = from, behind = behind + 1 }
end

-- If nothing but spaces stands around a tag in its lines: where these begin, and where the next line does.
local function lines_around(text, tag)
  local start = text:sub(1, tag.from - 1):match("()[ \t]*$")
  if start > 1 and text:sub(start - 1, start - 1) ~= "\n" then return nil end
  local behind = text:match("^[ \t]*\r?\n()", tag.behind) or text:match("^[ \t]*()$", tag.behind)
  return behind and start, behind
end

local function new_marks(text, tag)
  local open, close = tag.name:match("^([^%s=]+)%s+([^%s=]+)$")
  if not open then fail(text, tag.from, "expected two delimiters, such as {{=<% %>=}}") end
  return { open = open, close = close }
end

-- Reads a template into a list of texts and tags. Sections have lists of their own.
local function parse(text, marks)
  local list, at, open = {}, 1, {}
  marks = marks or { open = "{{", close = "}}" }
  local function add(item) list[#list + 1] = item end
  while true do
    local tag = next_tag(text, at, marks)
    if not tag then break end
    local start, behind
    if tag.alone then start, behind = lines_around(text, tag) end
    if start and start < at then start = at end
    local before = text:sub(at, (start or tag.from) - 1)
    if before ~= "" then add(before) end
    if start then tag.indent = text:sub(start, tag.from - 1) end
    at = behind or tag.behind
    if tag.kind == "section" or tag.kind == "inverted" then
      tag.marks, tag.inner, tag.items = marks, at, {}
      add(tag)
      open[#open + 1] = { tag = tag, outer = list }
      if #open > MOST_NESTING then fail(text, tag.from, "sections nested deeper than 100 levels") end
      list = tag.items
    elseif tag.kind == "close" then
      local last = table.remove(open)
      if not last then fail(text, tag.from, ("the end of '%s', which did not begin"):format(tag.name)) end
      if last.tag.name ~= tag.name then
        fail(text, tag.from, ("expected the end of '%s', got that of '%s'"):format(last.tag.name, tag.name))
      end
      last.tag.source = text:sub(last.tag.inner, (start or tag.from) - 1)
      list = last.outer
    elseif tag.kind == "delimiters" then
      marks = new_marks(text, tag)
    elseif tag.kind ~= "comment" then
      add(tag)
    end
  end
  if #open > 0 then
    local tag = open[#open].tag
    fail(text, tag.from, ("the section '%s' has no end"):format(tag.name))
  end
  local rest = text:sub(at)
  if rest ~= "" then add(rest) end
  return list
end

-- A userdata is the null of helm.json and helm.yaml: a view has no others.
local function is_false(value) return value == nil or value == false or value == "" or type(value) == "userdata" end

local function field(value, name)
  if type(value) ~= "table" then return nil end
  local found = value[name]
  if found == nil then
    local number = math.tointeger(tonumber(name))
    if number then found = value[number] end
  end
  return found
end

-- The value of a name: of the innermost table that has its first part.
local function lookup(stack, name)
  if name == "." then return stack[#stack] end
  local first, rest = name:match("^([^.]*)%.?(.*)$")
  local value
  for level = #stack, 1, -1 do
    value = field(stack[level], first)
    if value ~= nil then break end
  end
  for part in rest:gmatch("[^.]+") do value = field(value, part) end
  return value
end

local function is_list(value)
  return type(value) == "table" and (#value > 0 or next(value) == nil)
end

local function escape(text) return (text:gsub("[&<>\"']", ESCAPES)) end

-- The text of a value. A whole number has no point.
local function text_of(value)
  if value == nil or type(value) == "userdata" then return "" end
  if math.type(value) == "float" and math.tointeger(value) then value = math.tointeger(value) end
  return tostring(value)
end

local render_list

local function render_text(state, text, stack, marks)
  state.depth = state.depth + 1
  if state.depth > MOST_NESTING then fail(text, 1, "partials nested deeper than 100 levels") end
  render_list(state, parse(text, marks), stack)
  state.depth = state.depth - 1
end

-- The text of a function of the view, which gets the text of its section, and a function that renders a text.
local function call_section(state, tag, call, stack)
  return call(tag.source, function(text)
    local inner = { out = {}, partials = state.partials, depth = state.depth, raw = state.raw }
    render_text(inner, text, stack, tag.marks)
    return table.concat(inner.out)
  end)
end

local function render_section(state, tag, stack)
  local value = lookup(stack, tag.name)
  if type(value) == "function" then
    state.out[#state.out + 1] = text_of(call_section(state, tag, value, stack))
  elseif is_list(value) then
    for _, item in ipairs(value) do
      stack[#stack + 1] = item
      render_list(state, tag.items, stack)
      stack[#stack] = nil
    end
  elseif not is_false(value) then
    stack[#stack + 1] = value
    render_list(state, tag.items, stack)
    stack[#stack] = nil
  end
end

-- A partial that stands alone in its line has that line's indent in each of its own.
local function render_partial(state, tag, stack)
  local text = state.partials[tag.name]
  if type(text) == "function" then text = text(tag.name) end
  if text == nil or text == false then return end
  text = tostring(text)
  if tag.indent and tag.indent ~= "" then
    text = text:gsub("([^\n]+\n?)", tag.indent:gsub("%%", "%%%%") .. "%1")
  end
  render_text(state, text, stack)
end

function render_list(state, list, stack)
  for _, item in ipairs(list) do
    if type(item) == "string" then
      state.out[#state.out + 1] = item
    elseif item.kind == "section" then
      render_section(state, item, stack)
    elseif item.kind == "inverted" then
      local value = lookup(stack, item.name)
      if is_false(value) or is_list(value) and #value == 0 then render_list(state, item.items, stack) end
    elseif item.kind == "partial" then
      render_partial(state, item, stack)
    else
      local value = lookup(stack, item.name)
      if type(value) == "function" then value = value() end
      local text = text_of(value)
      state.out[#state.out + 1] = (item.kind == "raw" or state.raw) and text or escape(text)
    end
  end
end

local OPTIONS = { escape = "boolean" }

function template.render(text, view, partials, options)
  text = arguments.text(text, 1, "render")
  if partials ~= nil and type(partials) ~= "table" then
    arguments.refuse(3, "render", "table expected, got " .. type(partials))
  end
  options = arguments.options(options, 4, "render", OPTIONS)
  local state = { out = {}, partials = partials or {}, depth = 0, raw = options.escape == false }
  local good, fault = pcall(render_text, state, text, { view })
  if good then return table.concat(state.out) end
  if getmetatable(fault) ~= Fault then error(fault, 0) end
  return nil, fault.message, "EINVAL"
end

return template
