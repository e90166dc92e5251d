local _, arguments = ...

local log = {}

-- As Go's strconv.ParseBool, with which Helm reads the variable.
local TRUE = { ["1"] = true, t = true, T = true, ["true"] = true, TRUE = true, True = true }

-- A text alone is printed as it is, so that a per cent sign in it does no harm.
local function text_of(text, ...)
  if select("#", ...) == 0 then return text end
  local ok, formatted = pcall(string.format, text, ...)
  if not ok then error(formatted, 3) end
  return formatted
end

local function write(prefix, text)
  io.stdout:flush()
  io.stderr:write(prefix, text, "\n")
end

function log.debug(text, ...)
  text = arguments.text(text, 1, "debug")
  if TRUE[os.getenv("HELM_DEBUG") or ""] then write("[debug] ", text_of(text, ...)) end
end

function log.info(text, ...)
  text = arguments.text(text, 1, "info")
  write("", text_of(text, ...))
end

function log.warn(text, ...)
  text = arguments.text(text, 1, "warn")
  write("WARNING: ", text_of(text, ...))
end

function log.error(text, ...)
  text = arguments.text(text, 1, "error")
  write("Error: ", text_of(text, ...))
end

return log
