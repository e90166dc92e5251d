-- Calls every function of the core libraries with values of every kind at every position, and prints how each call ends: "fine", or
-- the error. Two interpreters that look at arguments in the same way print the same.
local out = io.stdout
package.path, package.cpath = "./?.none", "./?.none"

local files = {}
local values = {
  { "nil", function() return nil end },
  { "true", function() return true end },
  { "-1", function() return -1 end },
  { "1.5", function() return 1.5 end },
  { "'x'", function() return "x" end },
  { "'10'", function() return "10" end },
  { "{}", function() return {} end },
  { "{1,2}", function() return { 1, 2 } end },
  { "function", function() return function() end end },
  { "thread", function() return coroutine.create(function() end) end },
  { "file", function() return files.open end },
  { "closed", function() return files.closed end },
}

-- What would read from a terminal, end the run or outlast the call; some only where the first argument is of such a kind.
local left_out = {
  ["debug.debug"] = "all", ["debug.setmetatable"] = "all", ["os.tmpname"] = "all", ["print"] = "all", ["warn"] = "all",
  ["collectgarbage"] = "nil", ["io.popen"] = "string number", ["os.execute"] = "string number",
  ["os.exit"] = "nil boolean number string",
}

local function is_left_out(name, first, count)
  local kinds = left_out[name]
  if kinds == nil then return false end
  return kinds == "all" or kinds:find(count == 0 and "nil" or type(first)) ~= nil
end

-- Addresses differ, and where a function has two names either may be told.
local function clean(message) return (tostring(message):gsub("0x%x+", "0x"):gsub("math%.atan2", "math.atan")) end

local function call(name, f, picked)
  if io.type(files.open) ~= "file" then files.open = io.open("open", "w+") end
  if io.output() ~= files.open then io.output(files.open) end
  local labels, arguments = {}, {}
  for place, value in ipairs(picked) do labels[place], arguments[place] = value[1], value[2]() end
  if is_left_out(name, arguments[1], #picked) then return end
  local ok, message = pcall(f, table.unpack(arguments, 1, #picked))
  out:write(name, "(", table.concat(labels, ", "), ") ", ok and "fine" or clean(message), "\n")
  debug.sethook()
  if io.input() ~= io.stdin then io.input(io.stdin) end
end

-- Each way to fill so many positions with the values of so many kinds.
local function each_choice(count, kinds, use, picked)
  picked = picked or {}
  if #picked == count then return use(picked) end
  for kind = 1, #values, math.ceil(#values / kinds) do
    picked[#picked + 1] = values[kind]
    each_choice(count, kinds, use, picked)
    picked[#picked] = nil
  end
end

local functions = {}
local function add(prefix, from)
  for name, value in pairs(from) do
    if type(value) == "function" then functions[#functions + 1] = { prefix .. name, value } end
  end
end
for _, library in ipairs({ "coroutine", "debug", "io", "math", "os", "package", "string", "table", "utf8" }) do
  add(library .. ".", _G[library])
end
add("", _G)
add("file:", getmetatable(io.stdout).__index)
add("file:", getmetatable(io.stdout))
add("string:", getmetatable(""))
for _, method in ipairs({ "seek", "setvbuf", "read", "write", "lines", "close", "flush" }) do
  functions[#functions + 1] = { "f:" .. method, load("local f, a, b = ... return f:" .. method .. "(a, b)") }
end
for _, method in ipairs({ "rep", "sub", "find", "format", "gsub" }) do
  functions[#functions + 1] = { "s:" .. method, load("local a, b = ... return ('s'):" .. method .. "(a, b)") }
end
table.sort(functions, function(a, b) return a[1] < b[1] end)

files.closed = io.open("closed", "w")
files.closed:close()
for _, each in ipairs(functions) do
  call(each[1], each[2], {})
  for count, kinds in ipairs({ 12, 12, 6, 3 }) do
    each_choice(count, kinds, function(picked) call(each[1], each[2], picked) end)
  end
end
