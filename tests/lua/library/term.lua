local check = require("check")
local that, equal, fails = check.that, check.equal, check.fails
local term = require("helm.term")
local env = require("helm.env")

local function with(variables, body)
  for _, name in ipairs({ "NO_COLOR", "FORCE_COLOR", "HELM_COLOR", "COLUMNS", "TERM" }) do env.unset(name) end
  for name, value in pairs(variables) do env.set(name, value) end
  local ok, message = pcall(body)
  for name in pairs(variables) do env.unset(name) end
  if not ok then error(message, 0) end
end

that("term.isatty knows the three streams", function()
  equal(term.isatty(), false)
  equal(term.isatty("stdout"), false)
  equal(type(term.isatty("stdin")), "boolean")
  fails("^bad argument #1 to 'isatty' %('stdin', 'stdout' or 'stderr' expected, got '3'%)$", term.isatty, 3)
end)

that("term.width is that of COLUMNS, otherwise 80 without a terminal", function()
  with({}, function() equal(term.width(), 80) end)
  with({ COLUMNS = "33" }, function() equal(term.width(), 33) end)
  with({ COLUMNS = "1000" }, function() equal(term.width(), 1000) end)
  for _, wide in ipairs({ "1001", "1000000000" }) do
    with({ COLUMNS = wide }, function() equal(term.width(), 1000) end)
  end
  for _, value in ipairs({ "", "0", "-5", "x", "1.5" }) do
    with({ COLUMNS = value }, function() equal(term.width(), 80) end)
  end
end)

that("term.colour_enabled follows the variables", function()
  local cases = {
    { {}, false }, { { FORCE_COLOR = "1" }, true }, { { FORCE_COLOR = "0" }, false }, { { HELM_COLOR = "always" }, true },
    { { HELM_COLOR = "never", FORCE_COLOR = "1" }, false }, { { NO_COLOR = "1", FORCE_COLOR = "1" }, false }, { { NO_COLOR = "", FORCE_COLOR = "1" }, true },
  }
  for _, case in ipairs(cases) do
    with(case[1], function() equal(term.colour_enabled(), case[2]) end)
  end
end)

that("term.style adds codes only with colours", function()
  with({}, function() equal(term.style("x", "bold", "red"), "x") end)
  with({ FORCE_COLOR = "1" }, function()
    equal(term.style("x", "bold", "red"), "\27[1;31mx\27[0m")
    equal(term.style("x"), "x")
  end)
  fails("^bad argument #3 to 'style' %(the name of a style expected, got 'rot'%)$", term.style, "x", "red", "rot")
end)

that("term.columns counts what is seen", function()
  for text, expected in pairs({ [""] = 0, abc = 3, ["žluť"] = 4, ["日本"] = 4, ["e\u{301}"] = 1, ["🚀x"] = 3, ["\27[1;31mab\27[0m"] = 2, ["\xff\xfe"] = 2 }) do
    equal(term.columns(text), expected)
  end
end)

that("term.rule is as wide as the terminal", function()
  with({ COLUMNS = "5" }, function()
    equal(term.rule(), "-----")
    equal(term.rule("="), "=====")
    equal(term.rule("日"), "日日")
  end)
  fails("a character that can be seen expected", term.rule, "")
end)

that("term.table aligns columns", function()
  equal(term.table({ { "a", "b" }, { "ccc", 1, true } }), "a    b\nccc  1  true\n")
  equal(term.table({ { "日本", "x" }, { "a", "y" } }), "日本  x\na     y\n")
  equal(term.table({ { n = 2, nil, "x" }, { "a" } }, { gap = 1 }), "  x\na\n")
  equal(term.table({ { "1" } }, { headers = { "HEAD", "MORE" } }), "HEAD  MORE\n1\n")
  equal(term.table({}), "")
end)

that("term.table refuses wrong arguments", function()
  fails("^bad argument #1 to 'table' %(table expected, got nil%)$", term.table)
  fails("^bad argument #1 to 'table' %(row #2: table expected, got number%)$", term.table, { { 1 }, 5 })
  fails("^bad argument #2 to 'table' %(unknown option 'header': did you mean 'headers'%?%)$", term.table, {}, { header = {} })
end)

check.that("term.table keeps a row in one line", function()
  check.equal(require("helm.term").table({ { "a\nb", "c\r\n" }, { "d", "e" } }), "a b  c\nd    e\n")
end)
