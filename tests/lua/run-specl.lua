-- Runs specifications in the form of Specl, which lyaml's authors use: YAML with Lua code. The arguments are a helper in Lua and the files.
-- Prints "ok", "pending" or "not ok" with the name of each example.
local yaml = require("helm.yaml")
local titles = {}

-- Tables that contain themselves are compared once.
local function same(one, other, seen)
  if rawequal(one, other) then return true end
  if type(one) ~= "table" or type(other) ~= "table" then return one == other end
  seen = seen or {}
  if seen[one] == other then return true end
  seen[one] = other
  for key, value in pairs(one) do if not same(value, other[key], seen) then return false end end
  for key in pairs(other) do if one[key] == nil then return false end end
  return true
end

local function contains(actual, expected)
  if type(actual) == "string" then return actual:find(expected, 1, true) ~= nil end
  for key, value in pairs(actual) do if same(key, expected) or same(value, expected) then return true end end
  return false
end

-- Each gets what pcall returned, and what is expected.
local matchers = {
  be = function(good, actual, expected) return good and (actual == expected or same(actual, expected) and type(actual) ~= "table") end,
  equal = function(good, actual, expected) return good and same(actual, expected) end,
  match = function(good, actual, expected) return good and tostring(actual):find(expected) ~= nil end,
  contain = function(good, actual, expected) return good and contains(actual, expected) end,
  error = function(good, message, expected) return not good and (not expected or tostring(message):find(expected, 1, true) ~= nil) end,
}
matchers.raise = matchers.error

local own = {}
package.preload["specl.std"] = function()
  return { package = { normalize = function(...) return (select(-1, ...)) end }, operator = { eqv = same }, string = { tostring = tostring, prettytostring = tostring } }
end
package.preload["specl.shell"] = function() return { spawn = function() return { output = "objdir='.'" } end } end
package.preload["specl.matchers"] = function() return { Matcher = function(matcher) return matcher end, matchers = own } end

-- "to_contain", "not_to_contain": a function, with all_of and a_permutation_of for lists.
local function expectation(name, ...)
  local results = table.pack(...)
  local negated, matcher = name:match("^(n?o?t?_?)to_(.*)$")
  local found = matchers[matcher] or own[matcher] and function(good, ...) return good and own[matcher][1](own[matcher], ...) end
  if not found then error("there is no matcher " .. name, 0) end
  local function require_match(expected)
    local good = found(results[1], results[2], expected) and true or false
    if good == (negated ~= "") then error(("%s %s, got %s"):format(name, tostring(expected), tostring(results[2])), 0) end
  end
  local function all_of(list) for _, each in ipairs(list) do require_match(each) end end
  return setmetatable({ all_of = all_of, a_permutation_of = all_of }, { __call = function(_, expected) require_match(expected) end })
end

function expect(call)
  local results = table.pack(pcall(call))
  return setmetatable({}, { __index = function(_, name) return expectation(name, table.unpack(results, 1, results.n)) end })
end

local is_pending
function pending() is_pending = true end

-- What is expected is evaluated inside of expect, so that its errors are seen.
local function compile(code, title)
  local inner = code:gsub("expect%s*(%b())", function(call) return ("expect(function() return %s end)"):format(call:sub(2, -2)) end)
  return assert(load(inner, "=" .. title))
end

local function run_example(title, code, befores)
  is_pending = false
  local good, message = pcall(function()
    for _, before in ipairs(befores) do compile(before, "before " .. title)() end
    compile(code, title)()
  end)
  local result = good and "ok" or is_pending and "pending" or "not ok"
  print(result .. "\t" .. title .. (result == "not ok" and "\t" .. tostring(message):gsub("\n", "\\n") or ""))
end

local function run_group(items, befores)
  befores = table.move(befores, 1, #befores, 1, {})
  for _, item in ipairs(items) do
    for name, content in pairs(item) do
      if name == "before" then
        befores[#befores + 1] = content
      elseif type(content) == "table" then
        titles[#titles + 1] = name
        run_group(content, befores)
        titles[#titles] = nil
      elseif type(content) == "string" then
        run_example(table.concat(titles, " ") .. " " .. name, content, befores)
      end
    end
  end
end

-- A global function, which a script that loads this one can call too.
function main(helper, ...)
  dofile(helper)
  for _, file in ipairs({ ... }) do
    local specification = assert(yaml.decode(assert(require("helm.fs").read(file))))
    -- It changes the library: a second time it would change what it made.
    if specification.before then compile(specification.before, "before")() end
    for name, items in pairs(specification) do
      if type(items) == "table" then
        titles = { name }
        run_group(items, {})
      end
    end
  end
end
