-- Runs one file of Lua's own test suite, as all.lua does: run-file.lua FILE, in the folder of the suite.
-- `arg[-1]` names the interpreter that the suite starts for its tests of os.execute and io.popen.
function main(file)
  package.path = "./?.lua;" .. package.path
  arg[-1] = arg[-1] or os.getenv("LUFF_TEST_LUA")
  ARG = arg
  Message = print
  local run = assert(loadfile(file))
  -- This file yields once in its middle.
  if file == "big.lua" then
    run = coroutine.wrap(run)
    run()
  end
  run()
  return 0
end

-- The reference interpreter has a name before the script, and calls no main.
if arg[-1] then os.exit(main(...), true) end
