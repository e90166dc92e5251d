local host, arguments = ...

local term = {}

local STREAMS = { stdin = true, stdout = true, stderr = true }
local GAP = 2

local CODES = {
  bold = 1, dim = 2, italic = 3, underline = 4, inverse = 7,
  black = 30, red = 31, green = 32, yellow = 33, blue = 34, magenta = 35, cyan = 36, white = 37, grey = 90,
}

function term.isatty(stream)
  stream = stream == nil and "stdout" or arguments.text(stream, 1, "isatty")
  if not STREAMS[stream] then
    arguments.refuse(1, "isatty", ("'stdin', 'stdout' or 'stderr' expected, got '%s'"):format(stream))
  end
  return host.is_terminal(stream)
end

-- A line of a table or of a bar is as wide as the terminal.
local WIDEST = 1000

local function variable(name)
  local value = os.getenv(name)
  return value ~= "" and value or nil
end

function term.width()
  local columns = math.tointeger(tonumber(variable("COLUMNS")))
  if not columns or columns <= 0 then columns = host.width() end
  return math.min(columns, WIDEST)
end

-- Old consoles of Windows show the codes; those that do not set one of these variables.
local function shows_colours()
  if variable("TERM") == "dumb" or not host.is_terminal("stdout") then return false end
  return not host.is_windows or (variable("WT_SESSION") or variable("ANSICON") or variable("TERM")) ~= nil
end

function term.colour_enabled()
  if variable("NO_COLOR") then return false end
  local asked = variable("HELM_COLOR")
  if asked == "never" then return false end
  local forced = variable("FORCE_COLOR")
  if asked == "always" or forced and forced ~= "0" then return true end
  return forced ~= "0" and shows_colours()
end

function term.style(text, ...)
  text = arguments.text(text, 1, "style")
  local codes = {}
  for index = 1, select("#", ...) do
    local name = select(index, ...)
    if not CODES[name] then
      arguments.refuse(index + 1, "style", ("the name of a style expected, got '%s'"):format(tostring(name)))
    end
    codes[index] = CODES[name]
  end
  if #codes == 0 or not term.colour_enabled() then return text end
  return ("\27[%sm%s\27[0m"):format(table.concat(codes, ";"), text)
end

-- First and last of the characters that take no column, and of those that take two.
local NARROW = { { 0x300, 0x36F }, { 0x200B, 0x200F }, { 0xFE00, 0xFE0F } }
local WIDE = {
  { 0x1100, 0x115F }, { 0x2E80, 0x303E }, { 0x3041, 0x33FF }, { 0x3400, 0x4DBF }, { 0x4E00, 0x9FFF }, { 0xA000, 0xA4CF },
  { 0xAC00, 0xD7A3 }, { 0xF900, 0xFAFF }, { 0xFE30, 0xFE6F }, { 0xFF00, 0xFF60 }, { 0xFFE0, 0xFFE6 }, { 0x1F300, 0x1F64F },
  { 0x1F680, 0x1F6FF }, { 0x1F900, 0x1F9FF }, { 0x20000, 0x3FFFD },
}

local function is_in(ranges, code)
  for _, range in ipairs(ranges) do
    if code >= range[1] and code <= range[2] then return true end
  end
  return false
end

-- The columns that a text takes on a terminal. What is not UTF-8 counts by its bytes.
local function columns_of(text)
  text = text:gsub("\27%[[%d;]*m", "")
  if not text:find("[\x80-\xFF]") or not utf8.len(text) then return #text end
  local columns = 0
  for _, code in utf8.codes(text) do
    columns = columns + (is_in(NARROW, code) and 0 or is_in(WIDE, code) and 2 or 1)
  end
  return columns
end

function term.columns(text) return columns_of(arguments.text(text, 1, "columns")) end

function term.rule(char)
  char = char == nil and "-" or arguments.text(char, 1, "rule")
  local columns = columns_of(char)
  if columns == 0 then arguments.refuse(1, "rule", "a character that can be seen expected") end
  return char:rep(term.width() // columns)
end

-- The rows as lists of texts, headers first.
local function cells_of(rows, headers)
  local cells = {}
  if headers then table.insert(cells, headers) end
  for _, row in ipairs(rows) do table.insert(cells, row) end
  local texts = {}
  for index, row in ipairs(cells) do
    texts[index] = {}
    for column = 1, row.n or #row do texts[index][column] = row[column] == nil and "" or tostring(row[column]):gsub("[\r\n]+", " ") end
  end
  return texts
end

function term.table(rows, options)
  if type(rows) ~= "table" then arguments.refuse(1, "table", ("table expected, got %s"):format(type(rows))) end
  options = arguments.options(options, 2, "table", { headers = "table", gap = "number" })
  for index, row in ipairs(rows) do
    if type(row) ~= "table" then
      arguments.refuse(1, "table", ("row #%d: table expected, got %s"):format(index, type(row)))
    end
  end
  local texts, widths = cells_of(rows, options.headers), {}
  for _, row in ipairs(texts) do
    for column, text in ipairs(row) do widths[column] = math.max(widths[column] or 0, columns_of(text)) end
  end
  local gap, lines = (" "):rep(options.gap or GAP), {}
  for index, row in ipairs(texts) do
    local parts = {}
    for column, text in ipairs(row) do parts[column] = text .. (" "):rep(widths[column] - columns_of(text)) end
    lines[index] = table.concat(parts, gap):gsub(" +$", "") .. "\n"
  end
  return table.concat(lines)
end

return term
