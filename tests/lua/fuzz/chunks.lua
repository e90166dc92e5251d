-- Loads and runs random scripts or damaged binary chunks: chunks.lua text|programs|binary SEED FIRST LAST PROGRESS-FILE.
-- "programs" are scripts that mostly compile, and what becomes of each is printed.
-- The number of the round is in the progress file before the round begins.
local kind, seed, first, last, progress_name = ...

local function round_counter()
  local f = assert(io.open(progress_name, "w"))
  return function(round)
    f:seek("set")
    f:write(("%010d"):format(round))
    f:flush()
  end
end

local words = {
  "local", "function", "end", "if", "then", "else", "while", "do", "for", "in", "repeat", "until", "return", "break", "goto", "::", "nil", "true",
  "not", "and", "or", "(", ")", "{", "}", "[", "]", "[[", "]]", "[==[", "--", "--[[", "=", "==", "~=", "<", "<=", "..", "...", "+", "-", "*", "//", "^", "%",
  "&", "|", "~", "<<", ">>", "#", ",", ";", ":", ".", "a", "b", "c", "_ENV", "1", "0x", "1e", "0x1p4", "1e400", "'", '"', "'x'", "\\", "\\u{7FFFFFFF}", "<const>", "<close>",
  "x = 1", "local a <close> = b", "f()", "a.b", "a:b()", "\n", "\r", "\0", "\255", "return ...", "goto c", "::c::",
}

local function random_text()
  local parts = {}
  local bytes = math.random(4) == 1
  for i = 1, math.random(60) do
    parts[i] = bytes and string.char(math.random(0, 255)) or words[math.random(#words)]
  end
  return table.concat(parts, bytes and "" or " ")
end

local function one_of(...) return (select(math.random(select("#", ...)), ...)) end

local operators = { "+", "-", "*", "/", "//", "%", "^", "..", "==", "~=", "<", "<=", ">", "and", "or", "&", "|", "~", "<<", ">>" }

-- A program that compiles, whatever it does then.
local expression, block

function expression(depth)
  if depth <= 0 then return one_of("a", "b", "c", "nil", "true", "0", "1", "-1", "1.5", "1e308", "9223372036854775807", "'x'", "'10'", "''", "...", "{}") end
  local kind = math.random(8)
  local one, two = expression(depth - 1), expression(depth - 2)
  if kind == 1 then return "(" .. one .. " " .. operators[math.random(#operators)] .. " " .. two .. ")" end
  if kind == 2 then return one_of("not ", "- ", "#", "~ ") .. "(" .. one .. ")" end
  if kind == 3 then return "{ " .. one .. ", [" .. two .. "] = " .. one .. ", x = " .. two .. " }" end
  if kind == 4 then return "(" .. one .. ")[" .. two .. "]" end
  if kind == 5 then return "(" .. one .. ")(" .. two .. ")" end
  if kind == 6 then return "function(a, ...) " .. block(depth - 1) .. " end" end
  if kind == 7 then return "(" .. one .. "):sub(" .. two .. ")" end
  return "(" .. one .. ")"
end

function block(depth)
  local statements = {}
  for i = 1, math.random(3) do
    local value, inner = expression(depth), depth > 0 and block(depth - 1) or ""
    statements[i] = one_of("local a, b = " .. value, "c = " .. value, "local b <close> = nil", "if " .. value .. " then " .. inner .. " else c = 1 end", "for a = 1, 3 do " .. inner .. " end",
      "for a, b in (" .. value .. ") do " .. inner .. " end", "while c do c = nil " .. inner .. " end", "do " .. inner .. " end", "repeat local a = " .. value .. " until true", "b = {} b[" .. value .. "] = a")
  end
  return table.concat(statements, " ")
end

local function random_program() return "local a, b, c = ... " .. block(math.random(4)) .. " return " .. expression(2) end

local samples = {
  string.dump(function(a, b) local t = { a, b, x = 1 } for i = 1, 3 do t[i] = i end for k, v in pairs(t) do t[k] = v end return #t end),
  string.dump(function(...) local a <close> = nil local up = ... return function(...) up = (up or 0) + 1 return up, ... end end),
  string.dump(function(s) if s == "x" then return s .. 1, 1 // 2, 1.5 * 2, ~3, -s, not s end goto done ::done:: return coroutine.yield(s) end),
  string.dump(load("local a, b = 1, 'long " .. ("x"):rep(60) .. "' return function(c) return a + c, b, { [c] = a } end")),
}

local function damaged_chunk()
  local chunk = samples[math.random(#samples)]
  if math.random(20) == 1 then chunk = chunk:sub(1, math.random(#chunk)) end
  for _ = 1, math.random(3) do
    local at = math.random(math.random(4) == 1 and 1 or 32, #chunk)
    chunk = chunk:sub(1, at - 1) .. string.char(math.random(0, 255)) .. chunk:sub(at + 1)
  end
  return chunk
end

local function describe(ok, value)
  local kind = math.type(value) or type(value)
  if kind == "integer" or kind == "float" or kind == "string" or kind == "boolean" then kind = tostring(value):gsub("%-nan", "nan") end
  return tostring(ok) .. " " .. kind
end

local function too_long() error("too long", 0) end

local announce = round_counter()
for round = first // 1 | 0, last // 1 | 0 do
  announce(round)
  math.randomseed(seed // 1 | 0, round)
  local text = kind == "binary" and damaged_chunk() or kind == "programs" and random_program() or one_of(random_text, random_program)()
  local f, message = load(text, "=fuzz", kind == "binary" and "b" or "t", {})
  if f then
    local co = coroutine.create(f)
    debug.sethook(co, too_long, "", 10000)
    local _, ok, value = pcall(coroutine.resume, co, 1, "x", {})
    if kind == "programs" then message = describe(ok, value) end
    pcall(coroutine.close, co)
  end
  if kind == "programs" then print(round, message) end
end
print("done")

function main() end
