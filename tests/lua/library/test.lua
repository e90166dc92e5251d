local check = require("check")
local that, equal, fails = check.that, check.equal, check.fails
local test = require("helm.test")
local fs = require("helm.fs")

local script = test.dir() .. "/script.lua"

-- What a run of a script's text comes to: its status, stdout and stderr.
local function outcome(text, args, options)
  options = options or {}
  options.script = script
  assert(fs.write(script, text))
  local result = test.run(args, options)
  equal(result.ok, result.code == 0)
  return result.code, result.stdout, result.stderr:gsub("\n.*", "\n")
end

that("run calls the script and main with the arguments", function()
  local code, stdout, stderr = outcome("print(...) function main(...) print(arg[1], select('#', ...)) end", { "a", 2 })
  equal(code, 0)
  equal(stdout, "a\t2\na\t2\n")
  equal(stderr, "")
end)

that("run returns the status of main, of os.exit and of helm.fail", function()
  equal(outcome("function main() return 7 end"), 7)
  equal(outcome("function main() return false end"), 1)
  equal(outcome("function main() os.exit(5) end"), 5)
  equal(outcome("function main() pcall(os.exit, 6) end"), 6)
  equal(outcome("function main() os.exit(true) end"), 0)
  equal(outcome("function main() coroutine.wrap(function() os.exit(4) end)() end"), 4)
  equal(outcome("function main() require('helm.fail')('no', 9) end"), 9)
  equal(outcome("function main() return 1 << 40 end"), 1)
end)

that("run catches messages of errors as luff prints them", function()
  local _, _, alone = outcome("function main() error('alone', 0) end")
  equal(alone, "luff: alone\n")
  local code, _, placed = outcome("function main() error('here') end")
  equal(code, 1)
  equal(placed:match("script%.lua:1: here\n$"), "script.lua:1: here\n")
  local _, _, returned = outcome("function main() return nil, 'words' end")
  equal(returned, "luff: words\n")
  local _, _, none = outcome("local x = 1")
  equal(none:match("the script defines no global function 'main'"), "the script defines no global function 'main'")
  local _, _, broken = outcome("function main( end")
  equal(broken:match("script%.lua:1: "), "script.lua:1: ")
end)

that("run gives the script its input, more than once", function()
  for _, text in ipairs({ "one\ntwo\n", ("x"):rep(100000), "" }) do
    local _, stdout = outcome("function main() io.write(io.read('a')) end", {}, { stdin = text })
    equal(stdout, text)
  end
end)

that("run sets variables for the script alone", function()
  local _, stdout = outcome("function main() print(os.getenv('LUFF_SPEC')) end", {}, { env = { LUFF_SPEC = "yes" } })
  equal(stdout, "yes\n")
  equal(os.getenv("LUFF_SPEC"), nil)
end)

that("run leaves nothing of the script", function()
  local print_before, arg_before, main_before = print, arg, main
  local code = outcome("leaked = 1 function print() end function main() string.leaked = nil end")
  equal(code, 0)
  equal(leaked, nil)
  equal(main, main_before)
  equal(print, print_before)
  equal(arg, arg_before)
end)

that("run calls what the script defers, and nothing else", function()
  local defer = require("helm.defer")
  local called = 0
  defer(function() called = called + 1 end)
  local code, stdout = outcome("function main() require('helm').defer(function() print('last') end) print('first') os.exit(3) end")
  equal(code, 3)
  equal(stdout, "first\nlast\n")
  equal(called, 0)
  local _, _, failed = outcome("function main() require('helm.defer')(function() error('late', 0) end) end")
  equal(failed, "luff: error in a deferred function: late\n")
end)

that("run keeps bytes", function()
  local bytes = "\0\255\r\n\128"
  local _, stdout = outcome("function main() io.write(io.read('a')) end", {}, { stdin = bytes })
  equal(stdout, bytes)
end)

that("run refuses wrong arguments", function()
  fails("bad argument #1 to 'run' %(table expected, got string%)", test.run, "x")
  fails("bad argument #2 to 'run' %(unknown option 'input'%)", test.run, {}, { input = "x" })
  fails("option 'script' expected", test.run, {})
end)

that("dir is one folder until reset, which removes it", function()
  local folder = test.dir()
  equal(test.dir(), folder)
  equal(fs.is_dir(folder), true)
  test.reset()
  equal(fs.exists(folder), false)
  equal(test.dir() ~= folder, true)
  test.reset()
end)
