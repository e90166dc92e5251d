local check = require("check")
local that, equal, fails = check.that, check.equal, check.fails
local process, helm, kube, test = require("helm.process"), require("helm.helm"), require("helm.kube"), require("helm.test")

-- Each raises an error for its arguments, through several of the library's functions.
local WRONG = {
  function() process.run({ "kubectl", true }) end,
  function() process.run({ "x" }, { env = { [1] = "y" } }) end,
  function() process.spawn({ "x", {} }) end,
  function() process.pipe({ { "x", {} } }) end,
  function() process.exec({ "x", {} }) end,
  function() helm.run({ true }) end,
  function() helm.json({ "x" }, { zz = 1 }) end,
  function() kube.json({ "x" }, { zz = 1 }) end,
  function() test.program("x", 1) end,
  function() test.url("x", { stats = 1 }) end,
  function() require("lfs").attributes({}) end,
  function() require("mime").encode("x") end,
}

that("an error for an argument has the line of the script's call", function()
  for index, body in ipairs(WRONG) do
    local line = debug.getinfo(body, "S").linedefined
    local ok, message = pcall(body)
    equal(ok, false)
    local place = tostring(message):match("arguments%.lua:(%d+): ")
    if place ~= tostring(line) then error(("case %d: %s"):format(index, message)) end
  end
end)

that("an error says why it has no line, if the call left nothing of its place", function()
  local text = "^bad argument #1 to 'which' %(string expected, got nil%); the call stands behind 'return', so its line is not known$"
  fails(text, function() return process.which() end)
  fails("arguments%.lua:%d+: bad argument #1 to 'which' %(string expected, got nil%)$", function() return (process.which()) end)
end)

that("elements of lists are numbered as the script has them", function()
  fails("%(element #1: string expected, got boolean%)$", kube.run, { true })
  fails("%(element #2: string expected, got table%)$", helm.json, { "list", {} })
end)

that("an error says nothing of 'return' where the script's call stands behind none", function()
  for _, call in ipairs({ helm.run, helm.json, kube.run, kube.json }) do
    fails("^bad argument #2 to 'run' %(option 'timeout': a number of seconds expected%)$", call, { "version" }, { timeout = -1 })
    fails("its line is not known$", function() return call({ "version" }, { timeout = -1 }) end)
  end
end)
