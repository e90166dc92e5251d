function main()
  -- The report tells when it ran and for how long.
  os.clock, os.date = function() return 0 end, function() return "today" end
  local lu = require("luaunit")
  TestNumbers = {}
  function TestNumbers:setUp() self.n = 1 end
  function TestNumbers:test1_passes() lu.assertEquals(self.n + 1, 2) end
  function TestNumbers:test2_fails() lu.assertEquals({ 1, 2, 3 }, { 1, 2, 4 }) end
  function TestNumbers:test3_errors() lu.assertErrorMsgContains("arithmetic", function() return {} + 1 end) end
  function TestNumbers:test4_almost() lu.assertAlmostEquals(0.1 + 0.2, 0.3, 1e-12) end
  function TestNumbers:test5_skips() lu.skip("not today") end
  TestStrings = {}
  function TestStrings:test1_contains() lu.assertStrContains("hello", "ell") end
  function TestStrings:test2_matches() lu.assertStrMatches("2024-01-01", "%d+%-%d+%-%d+") end
  function TestStrings:test3_items() lu.assertItemsEquals({ 1, 2, 3 }, { 3, 1, 2 }) end
  function TestStrings:test4_broken() error("broken on purpose") end
  local runner = lu.LuaUnit.new()
  runner:setOutputType("tap")
  local failures = runner:runSuite("--pattern", "Test")
  print(failures)
  print(lu.prettystr({ a = { 1, 2 }, b = "x" }))
end
if arg[-1] then main(...) end
