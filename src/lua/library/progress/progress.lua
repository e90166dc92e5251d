local host, arguments = ...

local progress = {}

local plain, term = host.parts.plain(), require("helm.term")

-- Seconds between two drawings.
local PAUSE = 0.1
local BAR = 24
local UNITS = { "B", "KiB", "MiB", "GiB", "TiB" }

local bar = {}
bar.__index = bar
bar.__name = "bar"

local function check_bar(self, name)
  if getmetatable(self) ~= bar then error(("calling '%s' on bad self (bar expected, got %s)"):format(name, type(self)), 3) end
end

local function bytes(count)
  local unit = 1
  while count >= 1024 and unit < #UNITS do count, unit = count / 1024, unit + 1 end
  return unit == 1 and ("%.0f B"):format(count // 1) or ("%.1f %s"):format(count, UNITS[unit])
end

local function shown(self, count)
  if self.bytes then return bytes(count) end
  local whole = math.tointeger(count)
  return whole and ("%d"):format(whole) or ("%.1f"):format(count)
end

-- The beginning of a line that takes so many columns.
local function cut(line, width)
  if term.columns(line) <= width then return line end
  local used = 0
  for at, code in utf8.codes(line) do
    used = used + term.columns(utf8.char(code))
    if used > width then return line:sub(1, at - 1) end
  end
end

-- Without control characters, and no longer than the terminal is wide.
local function line_of(self)
  local text
  if self.total then
    local part = self.total == 0 and 1 or math.min(self.done / self.total, 1)
    local full = math.floor(part * BAR)
    text = ("[%s%s] %3d%% %s/%s"):format(
      ("#"):rep(full), (" "):rep(BAR - full), math.floor(part * 100), shown(self, self.done), shown(self, self.total)
    )
  else
    text = shown(self, self.done)
  end
  local label = plain(self.label)
  return cut(label == "" and text or label .. " " .. text, host.width() - 1)
end

local function draw(self)
  self.drawn = host.now()
  io.stdout:flush()
  host.draw("\r" .. line_of(self) .. "\27[K")
end

function progress.new(options)
  options = arguments.options(options, 1, "new", { total = "number", label = "string", bytes = "boolean" })
  if options.total and not (options.total >= 0) then arguments.refuse(1, "new", "option 'total': 0 or more expected") end
  local self = { done = 0, total = options.total, label = options.label or "", bytes = options.bytes or false }
  self.visible = host.is_terminal()
  setmetatable(self, bar)
  if self.visible then draw(self) end
  return self
end

local function change(self, done, label)
  -- In this order NaN becomes 0.
  self.done = math.max(0, done)
  if label then self.label = label end
  if self.visible and (host.now() - self.drawn >= PAUSE or self.done == self.total) then draw(self) end
end

function bar:add(count, label)
  check_bar(self, "add")
  count = count == nil and 1 or arguments.number(count, 1, "add")
  change(self, self.done + count, label ~= nil and arguments.text(label, 2, "add") or nil)
end

function bar:set(done, label)
  check_bar(self, "set")
  done = arguments.number(done, 1, "set")
  change(self, done, label ~= nil and arguments.text(label, 2, "set") or nil)
end

function bar:finish()
  check_bar(self, "finish")
  if self.visible then host.remove() end
  self.visible = false
end

bar.__close = bar.finish

return progress
