-- helm.test: calls a script and its main as luff does, and returns the exit status.
local last_status = ...

local outcome = {}

-- Lua's own, which a run replaces for the plugin.
local pcall, xpcall = pcall, xpcall

local Exit = { __name = "os.exit" }

-- A plugin's pcall must not keep it from ending.
local function passing(call)
  return function(...)
    local results = table.pack(call(...))
    if not results[1] and getmetatable(results[2]) == Exit then error(results[2], 0) end
    return table.unpack(results, 1, results.n)
  end
end

local function status_of(code)
  if code == nil or code == true then return 0 end
  if code == false then return 1 end
  return math.tointeger(tonumber(code)) or error("bad argument #1 to 'exit' (number expected, got " .. type(code) .. ")", 3)
end

local function replace_endings()
  function os.exit(code) error(setmetatable({ code = status_of(code) }, Exit), 0) end
  _G.pcall, _G.xpcall = passing(pcall), passing(xpcall)
end

-- As luff tells a script's own text from a message with a place.
local function is_text_alone(text)
  return text ~= "" and not text:find("^%[string \"[^\n]-\"%]:%d+: ") and not text:find("^[^ \t\n]+:%d+: ")
    and not text:find("^[^\n]-%.lua:%d+: ")
end

-- The traceback without the frames below the script.
local function with_traceback(text)
  local trace = debug.traceback(text, 3)
  local cut = trace:find("\n\t%[C%]: in function 'xpcall'\n[^\n]*helm%.test:") or trace:find("\n[^\n]*helm%.test:")
  return cut and trace:sub(1, cut - 1) .. "\n\t[C]: in ?" or trace
end

-- A message without the line ends behind it, as luff prints it.
local function without_line_ends(text) return (text:gsub("[\r\n]+$", "")) end

local function describe(problem)
  local meta = getmetatable(problem)
  if meta == Exit then return { code = problem.code } end
  local chosen = type(meta) == "table" and rawget(meta, "__exit_status")
  if chosen then return { code = chosen(problem), text = without_line_ends(tostring(problem)) } end
  if type(problem) == "string" or type(problem) == "number" then
    local text = tostring(problem)
    return { code = 1, text = is_text_alone(text) and text or with_traceback(text) }
  end
  if type(meta) == "table" and meta.__tostring then return { code = 1, text = tostring(problem) } end
  return { code = 1, text = with_traceback(("(error object is a %s value)"):format(type(problem))) }
end

local function say(text)
  io.stdout:flush()
  io.stderr:write(os.getenv("HELM_PLUGIN_NAME") or "luff", ": ", text == "" and "(the error message is empty)" or text, "\n")
end

-- What main's results mean.
local function of_results(first, second)
  if first == nil and second == nil or first == true then return 0 end
  if math.type(first) == "integer" then return first end
  if math.type(first) == "float" and math.tointeger(first) then return math.tointeger(first) end
  if first == nil or first == false then
    if type(second) == "string" or type(second) == "number" then
      say(without_line_ends(tostring(second)))
      return 1
    end
    if first == false or second == nil then return 1 end
    first = second
  end
  say(("main returned a %s; expected nothing, a boolean, an integer, or nil and a message"):format(type(first)))
  return 1
end

-- What to say of a `main` that only the script itself can see.
local function local_main(script)
  local file = io.open(script, "rb")
  local text = file and "\n" .. file:read("a") or ""
  if file then file:close() end
  local is_local = text:find("\n[ \t]*local[ \t]+main%f[^%w_]") or text:find("\n[ \t]*local[ \t]+function[ \t]+main%f[^%w_]")
  return is_local and "; its 'main' is local: leave out the word 'local'" or ""
end

local function call(script, words)
  local chunk, message = loadfile(script)
  if not chunk then return { code = 1, text = message } end
  local results
  local ok, problem = xpcall(function()
    chunk(table.unpack(words))
    local main = rawget(_G, "main")
    if type(main) ~= "function" then
      say(("%s: the script defines no global function 'main'%s"):format(script, local_main(script)))
      os.exit(1)
    end
    results = table.pack(main(table.unpack(words)))
  end, describe)
  if ok then return { code = of_results(table.unpack(results, 1, results.n)) } end
  return problem
end

function outcome.of(script, words)
  arg = table.move(words, 1, #words, 1, { [0] = script })
  main = nil
  local deferred = package.loaded["helm.defer"]
  replace_endings()
  local result = call(script, words)
  if result.text then say(result.text) end
  if package.loaded["helm.defer"] ~= deferred then
    -- Its own os.exit calls what was deferred.
    local _, ended = pcall(os.exit, result.code)
    if getmetatable(ended) == Exit then result = ended end
  end
  return result.code >= 0 and result.code <= last_status and result.code or 1
end

return outcome
