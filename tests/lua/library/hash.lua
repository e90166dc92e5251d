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

local MD5, SHA1 = "900150983cd24fb0d6963f7d28e17f72", "a9993e364706816aba3e25717850c26c9cd0d89d"
local SHA512 = "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"

that("hash.md5, hash.sha1 and hash.sha512 have the vectors of RFC 1321 and FIPS 180", function()
  equal(hash.md5(""), "d41d8cd98f00b204e9800998ecf8427e")
  equal(hash.md5("abc"), MD5)
  equal(hash.md5("12345678901234567890123456789012345678901234567890123456789012345678901234567890"), "57edf4a22be3c955ac49da2e2107b67a")
  equal(hash.md5("\0\xff"), "d07d34efac6328007ad67c7e0a985e00")
  equal(hash.sha1(""), "da39a3ee5e6b4b0d3255bfef95601890afd80709")
  equal(hash.sha1("abc"), SHA1)
  equal(hash.sha1("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), "84983e441c3bd26ebaae4aa1f95129e5e54670f1")
  equal(hash.sha1(("a"):rep(1000000)), "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
  equal(hash.sha512("abc"), SHA512)
  equal(hash.sha512(("a"):rep(1000000)), "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973ebde0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b")
end)

-- Digests of digests of 0 to 300 bytes, so that each length of a last block is there.
that("hash has the same digests whatever the length", function()
  for algorithm, expected in pairs({
    md5 = "5adc2f9c3d473e202a8437aa431f0960", sha1 = "172a0a380269be43d911777c1cdf1340", sha256 = "d7450d721bca9d873c1812e8134f7f83", sha512 = "92a1f940af6ed3e98231000b79abcf4e",
  }) do
    local all = {}
    for length = 0, 300 do all[#all + 1] = hash[algorithm](("x"):rep(length)) end
    equal(hash.md5(table.concat(all)), expected)
  end
end)

that("hash.hmac has the vectors of RFC 4231", function()
  equal(hash.hmac(("\x0b"):rep(20), "Hi There"), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
  equal(hash.hmac("Jefe", "what do ya want for nothing?"), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  equal(hash.hmac(("\xaa"):rep(131), "Test Using Larger Than Block-Size Key - Hash Key First"), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
end)

that("hash.hmac has other algorithms", function()
  equal(hash.hmac("Jefe", "what do ya want for nothing?", "md5"), "750c783e6ab0b503eaa86e310a5db738")
  equal(hash.hmac("Jefe", "what do ya want for nothing?", "sha1"), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")
  equal(hash.hmac(("\xaa"):rep(131), "\0\xff", "sha512"), "893f8cbedd3ed058d3e174da07d45a53e74453b1b803ea519690b52cc1eeed0df727e394a5150fe1ca5c1632a63b713161ff8a9e89a8dc7228a4a2b0d95e65d3")
end)

that("hash.file has other algorithms", function()
  equal(hash.file(file, "md5"), MD5)
  equal(hash.file(file, "sha1"), SHA1)
  equal(hash.file(file, "sha512"), SHA512)
  equal(code_of(hash.file(folder .. "/absent", "md5")), "ENOENT")
end)

that("hash.verify knows the algorithm by the number of digits, and takes the longest", function()
  local wrong = ("0"):rep(32) .. "  tool.tgz\n"
  for _, list in ipairs({ MD5 .. "  tool.tgz", "MD5 (tool.tgz) = " .. MD5, SHA1 .. " *tool.tgz", SHA512, "SHA512 (tool.tgz) = " .. SHA512, wrong .. SHA1 .. "  tool.tgz", SHA1 .. "  tool.tgz\n" .. wrong }) do
    equal(hash.verify(file, list), true)
  end
  returns(table.pack(hash.verify(file, wrong)), nil, ("%s: the MD5 is %s, expected %s"):format(file, MD5, ("0"):rep(32)), "EBADMSG")
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
  for _, list in ipairs({ "", ABC .. "  tool.tgz.sig", ABC .. "  my-tool.tgz", "d41d8cd98f00b204e9800998ecf8427  tool.tgz", "abc" }) do
    returns(table.pack(hash.verify(file, list)), nil, file .. ": the list of checksums does not name tool.tgz", "ENOENT")
  end
  equal(code_of(hash.verify(folder .. "/absent", ABC)), "ENOENT")
end)

that("hash refuses wrong arguments", function()
  for _, name in ipairs({ "md5", "sha1", "sha256", "sha512", "file", "hmac", "verify" }) do
    fails("^bad argument #1 to '" .. name .. "' %(string expected, got nil%)$", hash[name])
  end
  fails("^bad argument #2 to 'verify' %(string expected, got nil%)$", hash.verify, file)
  fails("^bad argument #2 to 'file' %(md5, sha1, sha256 or sha512 expected, got 'crc32'%)$", hash.file, file, "crc32")
  fails("^bad argument #3 to 'hmac' %(md5, sha1, sha256 or sha512 expected, got 'crc32'%)$", hash.hmac, "", "", "crc32")
end)

check.that("hash.verify reads a digest behind the name of its algorithm", function()
  local hash = require("helm.hash")
  check.with_file("abc", function(file)
    local digest = hash.sha256("abc")
    check.equal(hash.verify(file, "sha256:" .. digest .. "\n"), true)
    check.equal(hash.verify(file, ("SHA256:%s  %s"):format(digest, file)), true)
    check.equal(select(3, hash.verify(file, "sha256:" .. hash.sha256("b"))), "EBADMSG")
    check.equal(select(3, hash.verify(file, "sha512:" .. digest)), "ENOENT")
  end)
end)
