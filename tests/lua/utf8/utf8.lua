local check = require("check")
local that, equal, fails, returns = check.that, check.equal, check.fails, check.returns

that("utf8.char and utf8.codepoint are inverse", function()
  equal(utf8.char(104, 228, 8364, 128512), "hä€😀")
  returns(table.pack(utf8.codepoint("hä€😀", 1, -1)), 104, 228, 8364, 128512)
  equal(utf8.char(), "")
  fails("out of range", utf8.char, -1)
end)

that("utf8.charpattern matches one character", function()
  local n = 0
  for _ in ("aä€"):gmatch(utf8.charpattern) do n = n + 1 end
  equal(n, 3)
end)

that("utf8.codes goes character by character", function()
  local seen = {}
  for p, c in utf8.codes("aä") do seen[#seen + 1] = p .. ":" .. c end
  check.list(seen, "1:97", "2:228")
  fails("invalid UTF%-8", function() for _ in utf8.codes("\xff") do end end)
end)

that("utf8.len counts characters or tells the wrong byte", function()
  equal(utf8.len("hä€😀"), 4)
  returns(table.pack(utf8.len("a\xffb")), nil, 2)
  equal(utf8.len("\u{7FFFFFFF}", 1, -1, true), 1)
  equal((utf8.len("\u{D800}")), nil)
end)

that("utf8.offset finds characters from either end", function()
  equal(utf8.offset("aä€", 3), 4)
  equal(utf8.offset("aä€", -1), 4)
  equal(utf8.offset("aä€", 0, 3), 2)
  fails("continuation byte", utf8.offset, "ä", 1, 2)
end)
