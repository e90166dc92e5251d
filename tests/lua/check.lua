-- A small way to say what holds: check.that(title, function) runs the function and prints "ok" or "not ok" with the title.
local check = { failures = 0 }

local function show(value)
  if type(value) == "string" then return ("%q"):format(value) end
  return tostring(value)
end

function check.that(title, body)
  local ok, message = pcall(body)
  if ok then
    print("ok\t" .. title)
  else
    check.failures = check.failures + 1
    print("not ok\t" .. title .. "\t" .. tostring(message):gsub("\n", " "))
  end
end

-- NaN equals NaN here, and an integer does not equal a float.
function check.equal(actual, expected)
  local same = rawequal(actual, expected) or (actual ~= actual and expected ~= expected)
  if not same or math.type(actual) ~= math.type(expected) then
    error(("got %s, expected %s"):format(show(actual), show(expected)), 2)
  end
end

-- Compares lists value by value, holes included.
function check.list(actual, ...)
  local expected = table.pack(...)
  local n = math.max(actual.n or #actual, expected.n)
  for i = 1, n do
    if not rawequal(actual[i], expected[i]) then
      error(("at %d: got %s, expected %s"):format(i, show(actual[i]), show(expected[i])), 2)
    end
  end
end

-- Compares everything that a call returns: check.returns(table.pack(f()), 1, 2).
function check.returns(actual, ...)
  if actual.n ~= select("#", ...) then error(("got %d values, expected %d"):format(actual.n, select("#", ...)), 2) end
  check.list(actual, ...)
end

function check.fails(pattern, body, ...)
  local ok, message = pcall(body, ...)
  if ok then error("did not fail", 2) end
  if not tostring(message):find(pattern) then
    error(("failed with %s, expected %s"):format(show(message), show(pattern)), 2)
  end
end

-- A new empty file that is gone after the body.
function check.with_file(content, body)
  local name = os.tmpname()
  local f = assert(io.open(name, "wb"))
  f:write(content)
  f:close()
  local ok, message = pcall(body, name)
  os.remove(name)
  if not ok then error(message, 0) end
end

return check
