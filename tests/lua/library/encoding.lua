local check = require("check")
local that, equal, fails, returns = check.that, check.equal, check.fails, check.returns
local encoding = require("helm.encoding")
local base64, hex, url = encoding.base64, encoding.hex, encoding.url

local all = {}
for byte = 0, 255 do all[#all + 1] = string.char(byte) end
all = table.concat(all)

local function code_of(...) return (select(3, ...)) end

that("base64 has the test vectors of RFC 4648", function()
  local vectors = { [""] = "", f = "Zg==", fo = "Zm8=", foo = "Zm9v", foob = "Zm9vYg==", fooba = "Zm9vYmE=", foobar = "Zm9vYmFy" }
  for text, encoded in pairs(vectors) do
    equal(base64.encode(text), encoded)
    equal(base64.decode(encoded), text)
    equal(base64.decode((encoded:gsub("=", ""))), text)
  end
end)

that("base64 keeps every byte, of every length", function()
  for length = 0, 256 do
    local text = all:sub(1, length)
    equal(base64.decode(base64.encode(text)), text)
    equal(base64.decode(base64.encode(text, { url = true })), text)
  end
end)

that("base64 for URLs has other letters and no padding", function()
  equal(base64.encode("\xfb\xff\xfe?"), "+//+Pw==")
  equal(base64.encode("\xfb\xff\xfe?", { url = true }), "-__-Pw")
  equal(base64.decode("-__-Pw"), "\xfb\xff\xfe?")
end)

that("base64.decode ignores white space and refuses what is none", function()
  equal(base64.decode(" Zm9v\r\nYmFy\n"), "foobar")
  for _, text in ipairs({ "Z", "Zm9vY", "Zg=", "Zg===", "Zm9v=", "Z*==", "=", "Zg==Zg==", "Zm9v\0" }) do
    equal(code_of(base64.decode(text)), "EINVAL")
  end
end)

that("hex keeps every byte, in both cases", function()
  equal(hex.decode(hex.encode(all)), all)
  equal(hex.decode(hex.encode(all):upper()), all)
  equal(hex.encode("\0\xab"), "00ab")
  returns(table.pack(hex.decode("abc")), nil, "not hexadecimal: expected an even number of the digits 0-9 and a-f", "EINVAL")
  equal(code_of(hex.decode("zz")), "EINVAL")
end)

that("url.encode and url.decode are each other's inverse", function()
  equal(url.decode(url.encode(all)), all)
  equal(url.encode("AZaz09-._~"), "AZaz09-._~")
  equal(url.encode("ž /%"), "%C5%BE%20%2F%25")
  equal(url.decode("a+b%2b"), "a+b+")
  for _, text in ipairs({ "%", "%2", "%zz", "a%" }) do equal(code_of(url.decode(text)), "EINVAL") end
end)

that("url.parse has the parts", function()
  local function parts(text)
    local p = url.parse(text)
    local list = {}
    for _, name in ipairs({ "scheme", "user", "password", "host", "port", "path", "query", "fragment" }) do list[#list + 1] = tostring(p[name]) end
    return table.concat(list, " ")
  end
  equal(parts("https://example.org"), "https nil nil example.org nil  nil nil")
  equal(parts("HTTP://u%40x:p%3Aw@Host:80/p/q?a=b?c#d#e"), "http u@x p:w host 80 /p/q a=b?c d#e")
  equal(parts("s3://bucket/key"), "s3 nil nil bucket nil /key nil nil")
  equal(parts("http://[::1]:8080/x"), "http nil nil [::1] 8080 /x nil nil")
  equal(parts("mailto:me@example.org"), "mailto nil nil nil nil me@example.org nil nil")
  equal(parts("file:///a/b"), "file nil nil  nil /a/b nil nil")
  equal(parts("git+ssh://git@h/a@b"), "git+ssh git nil h nil /a@b nil nil")
end)

that("url.parse refuses what is no URL, and shows no password", function()
  for _, text in ipairs({ "", "example.org", "/a/b", "://x", "1a://x", "http://h:x/", "http://h:99999/", "http://h:0/", "http://a b/", "http://user:secret@h:port" }) do
    local result, message, code = url.parse(text)
    equal(result, nil)
    equal(code, "EINVAL")
    equal(message:find("secret"), nil)
  end
end)

that("encoding refuses wrong arguments", function()
  for _, call in ipairs({ base64.encode, hex.encode, url.encode }) do fails("^bad argument #1 to 'encode' %(string expected, got nil%)$", call) end
  for _, call in ipairs({ base64.decode, hex.decode, url.decode }) do fails("^bad argument #1 to 'decode' %(string expected, got nil%)$", call) end
  fails("^bad argument #1 to 'parse' %(string expected, got table%)$", url.parse, {})
  fails("^bad argument #2 to 'encode' %(unknown option 'safe'%)$", base64.encode, "x", { safe = true })
end)

that("encoding.gunzip refuses a limit that is none", function()
  for _, limit in ipairs({ 0 / 0, -1 }) do
    check.fails("option 'max_bytes': a number from 0 on expected", encoding.gunzip, encoding.gzip("x"), { max_bytes = limit })
  end
end)

that("encoding.gzip and encoding.gunzip", function()
  for _, text in ipairs({ "", "a", "\0\xff\n", ("0123456789"):rep(100000) }) do
    equal(encoding.gunzip(encoding.gzip(text)), text)
    equal(encoding.gunzip(encoding.gzip(text, { level = 0 })), text)
  end
  local one, two = encoding.gzip("one "), encoding.gzip(("two"):rep(20000))
  equal(encoding.gunzip(one .. two .. one), "one " .. ("two"):rep(20000) .. "one ")
  equal(encoding.gzip("x"), encoding.gzip("x"))
end)

that("encoding.gunzip says what is wrong", function()
  local packed = encoding.gzip(("a"):rep(1000))
  local function refuses(text, message, code, options) check.returns(table.pack(encoding.gunzip(text, options)), nil, message, code) end
  refuses("", "not gzip: it does not begin as gzip does", "EINVAL")
  refuses("plain", "not gzip: it does not begin as gzip does", "EINVAL")
  refuses(packed:sub(1, -2), "not gzip: it ends too early", "EINVAL")
  refuses("\x1f\x8b", "not gzip: it ends too early", "EINVAL")
  refuses(packed:sub(1, 12) .. "\xff\xff" .. packed:sub(15), "not gzip: its content is damaged", "EINVAL")
  refuses(packed .. "rest", "not gzip: its content is damaged", "EINVAL")
  refuses(packed, "not unpacked: it has more than 999 bytes", "EFBIG", { max_bytes = 999 })
  refuses(packed, "not unpacked: it has more than 1 byte", "EFBIG", { max_bytes = 1 })
  equal(#encoding.gunzip(packed, { max_bytes = 1000 }), 1000)
end)

that("encoding.gzip and encoding.gunzip refuse wrong arguments", function()
  for _, name in ipairs({ "gzip", "gunzip" }) do
    fails(("^bad argument #1 to '%s' %%(string expected, got nil%%)$"):format(name), encoding[name])
    fails(("^bad argument #2 to '%s' %%(unknown option 'x'%%)$"):format(name), encoding[name], "", { x = 1 })
  end
  fails("^bad argument #2 to 'gzip' %(option 'level': 0 to 9 expected, got 10%)$", encoding.gzip, "", { level = 10 })
end)
