local check = require("check")
local that, equal, fails = check.that, check.equal, check.fails
local prompt = require("helm.prompt")

that("each function returns nil, a message and a code without a terminal", function()
  local calls = {
    confirm = { "sure?", true }, input = { "name", "x" }, select = { "which", { "a" } }, password = { "password" },
  }
  for name, words in pairs(calls) do
    local answer, message, code = prompt[name](table.unpack(words))
    equal(answer, nil)
    equal(message, "not a terminal")
    equal(code, "ENOTTY")
  end
end)

that("each function refuses wrong arguments", function()
  for _, name in ipairs({ "confirm", "input", "select", "password" }) do
    fails(("^bad argument #1 to '%s' %%(string expected, got nil%%)$"):format(name), prompt[name])
  end
  fails("^bad argument #2 to 'confirm' %(boolean expected, got string%)$", prompt.confirm, "a", "yes")
  fails("^bad argument #2 to 'input' %(string expected, got table%)$", prompt.input, "a", {})
  fails("^bad argument #2 to 'select' %(table expected, got nil%)$", prompt.select, "a")
  fails("^bad argument #2 to 'select' %(at least one item expected%)$", prompt.select, "a", {})
  fails("^bad argument #3 to 'select' %(the number of an item expected%)$", prompt.select, "a", { "x" }, 2)
end)
