local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
function main()
  local cbor = require("cbor")
  for _, v in ipairs({ 0, 23, 24, 255, 256, 65536, 1 << 32, math.maxinteger, -1, -24, -25, math.mininteger, 1.5, 0.1, 1e300, math.huge, true, false, "", "text", "\u{20AC}", "\xff", { 1, 2, { 3 } }, {}, { a = 1, b = { c = "d" } }, cbor.null }) do
    local s = cbor.encode(v)
    local again = cbor.decode(s)
    print(hex(s), type(again), type(again) ~= "table" and again == v)
  end
  local deep = cbor.decode(cbor.encode({ list = { { { "x" } } }, n = -5 }))
  print(deep.list[1][1][1], deep.n)
  print(pcall(cbor.decode, "\x82\x01"))
  print(pcall(cbor.decode, "\x64ab"))
  print(pcall(cbor.encode, print))
end
if arg[-1] then main(...) end
