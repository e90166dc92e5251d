local check = require("check")
local that, equal, fails, returns = check.that, check.equal, check.fails, check.returns
local hash = require("helm.hash")
local fs = require("helm.fs")

local EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
local ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

local folder = assert(fs.tmpdir())
local file = folder .. "/tool.tgz"
fs.write(file, "abc")

local function code_of(...) return (select(3, ...)) end

that("hash.sha256 has the vectors of FIPS 180", function()
  equal(hash.sha256(""), EMPTY)
  equal(hash.sha256("abc"), ABC)
  equal(hash.sha256(("a"):rep(1000000)), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  equal(hash.sha256("\0\xff"), "06eb7d6a69ee19e5fbdf749018d3d2abfa04bcbd1365db312eb86dc7169389b8")
end)

that("hash.file reads the whole file", function()
  equal(hash.file(file), ABC)
  fs.write(folder .. "/large", ("a"):rep(1000000))
  equal(hash.file(folder .. "/large"), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  fs.write(folder .. "/empty", "")
  equal(hash.file(folder .. "/empty"), EMPTY)
  returns(table.pack(hash.file(folder .. "/absent")), nil, folder .. "/absent: No such file or directory", "ENOENT")
  equal(hash.file(folder), nil)
end)

that("hash.hmac has the vectors of RFC 4231", function()
  equal(hash.hmac(("\x0b"):rep(20), "Hi There"), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
  equal(hash.hmac("Jefe", "what do ya want for nothing?"), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  equal(hash.hmac(("\xaa"):rep(131), "Test Using Larger Than Block-Size Key - Hash Key First"), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
end)

that("hash.verify finds the file's line", function()
  local other = EMPTY .. "  other.tgz\n"
  for _, list in ipairs({
    ABC .. "  tool.tgz\n", other .. ABC .. " *dist/tool.tgz\r\n", other .. "SHA256 (tool.tgz) = " .. ABC, ABC:upper() .. "  ./tool.tgz", ABC, "  " .. ABC .. "\n",
  }) do
    equal(hash.verify(file, list), true)
  end
end)

that("hash.verify refuses another file, and a list without it", function()
  returns(table.pack(hash.verify(file, EMPTY .. "  tool.tgz")), nil, ("%s: the SHA-256 is %s, expected %s"):format(file, ABC, EMPTY), "EBADMSG")
  for _, list in ipairs({ "", ABC .. "  tool.tgz.sig", ABC .. "  my-tool.tgz", "d41d8cd98f00b204e9800998ecf8427e  tool.tgz", "abc" }) do
    returns(table.pack(hash.verify(file, list)), nil, file .. ": the list of checksums has no SHA-256 of tool.tgz", "ENOENT")
  end
  equal(code_of(hash.verify(folder .. "/absent", ABC)), "ENOENT")
end)

that("hash refuses wrong arguments", function()
  for _, name in ipairs({ "sha256", "file", "hmac", "verify" }) do
    fails("^bad argument #1 to '" .. name .. "' %(string expected, got nil%)$", hash[name])
  end
  fails("^bad argument #2 to 'verify' %(string expected, got nil%)$", hash.verify, file)
end)
