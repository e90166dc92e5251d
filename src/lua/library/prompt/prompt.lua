local host, arguments = ...

local prompt = {}

local plain = host.parts.plain()

local YES = { y = true, yes = true }
local NO = { n = true, no = true }

-- Nil, or the three results for a script that nobody can answer.
local function unavailable()
  if host.is_terminal() then return nil end
  return { nil, "not a terminal", "ENOTTY", n = 3 }
end

local function ended() return nil, "the input has ended", "EOF" end

-- Asks, and returns the answer without the end of its line; nil at the end of the input.
local function ask(text, is_secret)
  io.stdout:flush()
  if not is_secret then host.write(text) end
  local line = is_secret and host.read_secret(text) or not is_secret and host.read_line() or nil
  return line and (line:gsub("\r?\n$", ""))
end

function prompt.confirm(message, default)
  message = plain(arguments.text(message, 1, "confirm"))
  if default ~= nil and type(default) ~= "boolean" then
    arguments.refuse(2, "confirm", ("boolean expected, got %s"):format(type(default)))
  end
  local refused = unavailable()
  if refused then return table.unpack(refused, 1, refused.n) end
  local choices = default == nil and "y/n" or default and "Y/n" or "y/N"
  while true do
    local answer = ask(("%s [%s] "):format(message, choices))
    if not answer then return ended() end
    answer = answer:match("^%s*(.-)%s*$"):lower()
    if answer == "" and default ~= nil then return default end
    if YES[answer] then return true end
    if NO[answer] then return false end
    host.write("Answer y or n.\n")
  end
end

function prompt.input(message, default)
  message = plain(arguments.text(message, 1, "input"))
  default = default ~= nil and arguments.text(default, 2, "input") or nil
  local refused = unavailable()
  if refused then return table.unpack(refused, 1, refused.n) end
  local answer = ask(default and ("%s [%s] "):format(message, plain(default)) or message .. " ")
  if not answer then return ended() end
  if answer == "" and default then return default end
  return answer
end

function prompt.select(message, items, default)
  message = plain(arguments.text(message, 1, "select"))
  if type(items) ~= "table" then arguments.refuse(2, "select", ("table expected, got %s"):format(type(items))) end
  if #items == 0 then arguments.refuse(2, "select", "at least one item expected") end
  default = default ~= nil and arguments.integer(default, 3, "select") or nil
  if default and not items[default] then arguments.refuse(3, "select", "the number of an item expected") end
  local refused = unavailable()
  if refused then return table.unpack(refused, 1, refused.n) end
  for index, item in ipairs(items) do host.write(("%3d) %s\n"):format(index, plain(tostring(item)))) end
  while true do
    local answer = ask(default and ("%s [%d] "):format(message, default) or message .. " ")
    if not answer then return ended() end
    local index = answer:match("^%s*$") and default or math.tointeger(tonumber(answer))
    if index and items[index] then return items[index], index end
    host.write(("Answer a number from 1 to %d.\n"):format(#items))
  end
end

function prompt.password(message)
  message = plain(arguments.text(message, 1, "password"))
  local refused = unavailable()
  if refused then return table.unpack(refused, 1, refused.n) end
  local answer = ask(message .. " ", true)
  if not answer then return ended() end
  return answer
end

return prompt
