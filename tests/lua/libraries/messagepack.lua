local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
function main()
  local mp = require("MessagePack")
  for _, value in ipairs({ 0, 127, 128, 255, 256, 65535, 65536, 2 ^ 32 | 0, math.maxinteger, -1, -32, -33, -128, -129, -32768, -32769, math.mininteger, 1.5, 0.1, 1e300, true, false, "", "text", ("x"):rep(31), ("x"):rep(32), ("x"):rep(300), { 1, 2, 3 }, {}, { a = 1 } }) do
    local packed = mp.pack(value)
    local again = mp.unpack(packed)
    print(type(value), #packed, hex(packed:sub(1, 12)), type(again) == "table" and #again or again == value)
  end
  local deep = { list = { 1, { 2, { 3 } } }, map = { x = { y = { z = "end" } } }, bytes = "\0\255" }
  local again = mp.unpack(mp.pack(deep))
  print(again.list[2][2][1], again.map.x.y.z, again.bytes == deep.bytes)
  for _, v in mp.unpacker(mp.pack(1) .. mp.pack("two") .. mp.pack(3.0)) do io.write(tostring(v), " ") end
  print()
  print(pcall(mp.unpack, "\xc1"), pcall(mp.unpack, "\x92\x01"), pcall(mp.pack, print))
end
if arg[-1] then main(...) end
