local check = require("check")
local that, equal, fails = check.that, check.equal, check.fails
local env = require("helm.env")

local on_windows = package.config:sub(1, 1) == "\\"

local function child_sees(name)
  local pipe = assert(io.popen(on_windows and "echo %" .. name .. "%" or "echo $" .. name))
  local line = pipe:read("l")
  pipe:close()
  return line
end

that("env.get and env.all have what os.getenv has", function()
  equal(env.get("PATH"), os.getenv("PATH"))
  equal(env.get("LUFF_SPEC_NOT_SET"), nil)
  equal(type(next(env.all())), "string")
  equal(env.get("constructor"), nil)
end)

that("env.set is seen by os.getenv and by children", function()
  env.set("LUFF_SPEC_SET", "žluť 1")
  equal(env.get("LUFF_SPEC_SET"), "žluť 1")
  equal(os.getenv("LUFF_SPEC_SET"), "žluť 1")
  env.set("LUFF_SPEC_SET", "plain")
  equal(child_sees("LUFF_SPEC_SET"), "plain")
  equal(env.all().LUFF_SPEC_SET, "plain")
end)

that("env.set takes numbers, and an empty value", function()
  env.set("LUFF_SPEC_SET", 7)
  equal(env.get("LUFF_SPEC_SET"), "7")
  env.set("LUFF_SPEC_SET", "")
  equal(env.get("LUFF_SPEC_SET"), "")
end)

that("env.unset removes a variable", function()
  env.set("LUFF_SPEC_SET", "value")
  env.unset("LUFF_SPEC_SET")
  equal(env.get("LUFF_SPEC_SET"), nil)
  equal(os.getenv("LUFF_SPEC_SET"), nil)
  env.unset("LUFF_SPEC_SET")
end)

that("a change of what env.all returned changes nothing", function()
  env.all().LUFF_SPEC_COPY = "x"
  equal(env.get("LUFF_SPEC_COPY"), nil)
end)

that("env.expand replaces variables", function()
  env.set("LUFF_SPEC_A", "one")
  env.set("LUFF_SPEC_EMPTY", "")
  env.unset("LUFF_SPEC_NONE")
  equal(env.expand("$LUFF_SPEC_A-${LUFF_SPEC_A}x"), "one-onex")
  equal(env.expand("[$LUFF_SPEC_NONE${LUFF_SPEC_NONE}]"), "[]")
  equal(env.expand("${LUFF_SPEC_NONE:-d} ${LUFF_SPEC_EMPTY:-e} ${LUFF_SPEC_A:-f}"), "d e one")
  equal(env.expand("${LUFF_SPEC_NONE:-<${LUFF_SPEC_A}>}"), "<one>")
  equal(env.expand("${LUFF_SPEC_NONE:-}"), "")
end)

that("env.expand leaves every other dollar sign", function()
  for _, text in ipairs({ "$", "$$", "$5", "${", "${}", "${a b}", "a$", "100%$", "${1}" }) do equal(env.expand(text), text) end
end)

that("a variable's value is not expanded again", function()
  env.set("LUFF_SPEC_A", "$HOME")
  equal(env.expand("${LUFF_SPEC_A}"), "$HOME")
end)

that("env refuses wrong arguments", function()
  fails("^bad argument #1 to 'get' %(string expected, got nil%)$", env.get)
  fails("^bad argument #2 to 'set' %(string expected, got nil%)$", env.set, "A")
  for _, name in ipairs({ "", "A=B", "A\0" }) do
    fails("^bad argument #1 to 'set' %(the name of a variable expected", env.set, name, "x")
    fails("^bad argument #1 to 'unset' %(the name of a variable expected", env.unset, name)
  end
  fails("^bad argument #2 to 'set' %(a value without zero bytes expected%)$", env.set, "A", "x\0y")
  fails("string expected, got no value", os.getenv)
end)

if on_windows then
  that("names of variables ignore case on Windows", function()
    env.set("Luff_Spec_Case", "1")
    equal(env.get("LUFF_SPEC_CASE"), "1")
    env.set("LUFF_SPEC_CASE", "2")
    equal(env.get("luff_spec_case"), "2")
    env.unset("luff_SPEC_case")
    equal(env.get("Luff_Spec_Case"), nil)
  end)
end
