local check = require("check")
local that, equal, fails, list, returns = check.that, check.equal, check.fails, check.list, check.returns
local url, ltn12, mime = require("socket.url"), require("ltn12"), require("mime")
local http, https = require("socket.http"), require("ssl.https")

that("url.parse has the parts", function()
  local parts = url.parse("http://me:s3cret@Host:8080/a/b;c?d=1#e")
  list({ parts.scheme, parts.user, parts.password, parts.host, parts.port, parts.path, parts.params, parts.query, parts.fragment },
    "http", "me", "s3cret", "Host", "8080", "/a/b", "c", "d=1", "e")
  list({ parts.authority, parts.userinfo }, "me:s3cret@Host:8080", "me:s3cret")
  parts = url.parse("//[::1]:80", { scheme = "ftp", path = "/" })
  list({ parts.scheme, parts.host, parts.port, parts.path }, "ftp", "::1", "80", "/")
  equal(url.parse("a/b").path, "a/b")
  returns(table.pack(url.parse("")), nil, "invalid url")
end)

that("url.build undoes url.parse", function()
  for _, text in ipairs({ "http://me:s3cret@host:8080/a;b?c#d", "http://[::1]:80/x", "mailto:a", "/a/b", "//host", "?q", "" }) do
    equal(url.build(url.parse(text) or {}), text)
  end
end)

that("url.absolute resolves as RFC 3986 says", function()
  for relative, absolute in pairs({
    ["g"] = "http://a/b/c/g", ["./g"] = "http://a/b/c/g", ["g/"] = "http://a/b/c/g/", ["/g"] = "http://a/g",
    ["//g"] = "http://g", ["g?y"] = "http://a/b/c/g?y", ["#s"] = "http://a/b/c/d;p?q#s", ["g#s"] = "http://a/b/c/g#s",
    ["?y"] = "http://a/b/c/d;p?y", ["."] = "http://a/b/c/", ["./"] = "http://a/b/c/", [".."] = "http://a/b/",
    ["../"] = "http://a/b/", ["../g"] = "http://a/b/g", ["../.."] = "http://a/", ["../../g"] = "http://a/g",
    ["../../../g"] = "http://a/g", ["/./g"] = "http://a/g", ["/../g"] = "http://a/g", ["g."] = "http://a/b/c/g.",
    ["..g"] = "http://a/b/c/..g", ["./g/."] = "http://a/b/c/g/", ["g/./h"] = "http://a/b/c/g/h", ["g/../h"] = "http://a/b/c/h",
    ["g:h"] = "g:h", [""] = "http://a/b/c/d;p?q",
  }) do
    local got = url.absolute("http://a/b/c/d;p?q", relative)
    if got ~= absolute then error(("%s: got %s, expected %s"):format(relative, got, absolute)) end
  end
  equal(url.absolute("http://host", "x"), "http://host/x")
end)

that("url.escape and paths", function()
  equal(url.escape("a b/\xfc_"), "a%20b%2f%fc_")
  equal(url.unescape("a%20b%2F%fc%zz"), "a b/\xfc%zz")
  local segments = url.parse_path("/a%20b/c/")
  list({ segments[1], segments[2], segments.is_absolute, segments.is_directory }, "a b", "c", 1, 1)
  equal(url.build_path(segments), "/a%20b/c/")
  equal(url.build_path({ "a b" }, true), "a b")
  equal(url.build_path({ "\xfc>" }), "%FC%3E")
  fails("^bad argument #1 to 'escape' %(string expected, got nil%)$", url.escape)
end)

local function through(text, ...)
  local into, parts = ltn12.sink.table()
  returns(table.pack(ltn12.pump.all(ltn12.source.string(text), ltn12.sink.chain(..., into))), 1)
  return table.concat(parts)
end

that("ltn12 moves all bytes through sources, filters and sinks", function()
  local text = ("a\0\xff\r\n"):rep(3000)
  equal(through(text, mime.encode("base64")), (require("helm.encoding").base64.encode(text)))
  local into, parts = ltn12.sink.table()
  local back = ltn12.source.chain(ltn12.source.string(through(text, mime.encode("base64"))), mime.decode("base64"))
  equal(ltn12.pump.all(back, into), 1)
  equal(table.concat(parts), text)
  into, parts = ltn12.sink.table()
  local both = ltn12.source.cat(ltn12.source.table({ "a", "b" }), ltn12.source.empty(), ltn12.source.string("c"))
  equal(ltn12.pump.all(both, into), 1)
  equal(table.concat(parts), "abc")
end)

that("a filter of ltn12 that has several chunks for one is asked for all of them", function()
  local function splitter(size)
    local rest = ""
    return function(chunk)
      if chunk then rest = rest .. chunk end
      local part = rest:sub(1, size)
      rest = rest:sub(size + 1)
      if part == "" and not chunk then return nil end
      return part
    end
  end
  local function parts(make)
    local into, list = ltn12.sink.table()
    local text = ltn12.source.string("abcdefg")
    equal(ltn12.pump.all(make(text, into)), 1)
    return table.concat(list, " "):gsub(" +", " "):gsub(" $", "")
  end
  local function by_source(...)
    local filters = { ... }
    return parts(function(text, into) return ltn12.source.chain(text, table.unpack(filters)), into end)
  end
  local function by_sink(...)
    local filters = { ... }
    return parts(function(text, into)
      filters[#filters + 1] = into
      return text, ltn12.sink.chain(table.unpack(filters))
    end)
  end
  for _, way in ipairs({ by_source, by_sink }) do
    equal((way(splitter(3))), "abc def g")
    equal((way(splitter(4), splitter(3))), "abc d efg")
    equal((way(ltn12.filter.chain(splitter(5), splitter(4), splitter(3)))), "abc d e fg")
  end
end)

that("ltn12.filter.chain gives what the filters still have at the end", function()
  local chained = ltn12.filter.chain(mime.encode("base64"), mime.wrap("base64", 4))
  local into, parts = ltn12.sink.table()
  equal(ltn12.pump.all(ltn12.source.table({ "ab", "cdef", "g" }), ltn12.sink.chain(chained, into)), 1)
  equal(table.concat(parts), "YWJj\r\nZGVm\r\nZw==\r\n")
end)

that("ltn12 passes failures on", function()
  returns(table.pack(ltn12.pump.all(ltn12.source.error("no source"), ltn12.sink.null())), nil, "no source")
  returns(table.pack(ltn12.pump.all(ltn12.source.string("x"), ltn12.sink.error("no sink"))), nil, "no sink")
  returns(table.pack(ltn12.pump.all(ltn12.source.file(nil, "no file"), ltn12.sink.null())), nil, "no file")
  local source = ltn12.source.rewind(ltn12.source.table({ "b" }))
  source("a")
  list({ source(), source() }, "a", "b")
  fails("^bad argument #1 to 'cycle' %(function expected, got nil%)$", ltn12.filter.cycle)
end)

that("ltn12 reads and writes files", function()
  check.with_file("", function(name)
    equal(ltn12.pump.all(ltn12.source.string("content\0"), ltn12.sink.file(io.open(name, "wb"))), 1)
    local into, parts = ltn12.sink.table()
    equal(ltn12.pump.all(ltn12.source.file(io.open(name, "rb")), into), 1)
    equal(table.concat(parts), "content\0")
  end)
end)

that("mime.b64 and mime.unb64", function()
  returns(table.pack(mime.b64("ab", "c")), "YWJj", "")
  returns(table.pack(mime.b64("abcd", "")), "YWJj", "d")
  returns(table.pack(mime.b64("d")), "ZA==", nil)
  returns(table.pack(mime.b64("")), nil, nil)
  returns(table.pack(mime.b64(nil)), nil, nil)
  returns(table.pack(mime.unb64("YW", "Jj")), "abc", "")
  returns(table.pack(mime.unb64("YWJjZ", "")), "abc", "Z")
  returns(table.pack(mime.unb64("/w==")), "\xff", nil)
  returns(table.pack(mime.unb64("Y-W!J\nj")), "abc", nil)
end)

that("mime.qp and mime.unqp", function()
  returns(table.pack(mime.qp("a=b\xfc ")), "a=3Db=FC=20", nil)
  returns(table.pack(mime.qp("a \r\nb\r", "")), "a=20\r\nb", "\r")
  returns(table.pack(mime.qp("a b\tc\n")), "a b\tc=0A", nil)
  returns(table.pack(mime.qp("x\r\ny", nil, "=0D=0A")), "x=0D=0Ay", nil)
  returns(table.pack(mime.unqp("a=3Db=fc=\r\nc\r\n=zz")), "a=b\xfcc\r\n=zz", nil)
  returns(table.pack(mime.unqp("a=3", "")), "a", "=3")
end)

that("mime wraps lines, and makes their ends alike", function()
  returns(table.pack(mime.wrp(3, "abcde", 3)), "abc\r\nde", 1)
  returns(table.pack(mime.wrp(1, nil, 3)), "\r\n", 3)
  returns(table.pack(mime.wrp(3, nil, 3)), nil, 3)
  returns(table.pack(mime.qpwrp(5, "ab=3Dcd", 5)), "ab=\r\n=3Dc=\r\nd", 4)
  returns(table.pack(mime.eol(0, "a\nb\r\nc\r\rd\n\re", "|")), "a|b|c||d|e", 0)
  returns(table.pack(mime.eol(13, "\nx")), "x", 0)
  returns(table.pack(mime.dot(2, ".a\r\n.b.\r.")), "..a\r\n..b.\r.", 0)
  fails("unknown key %(rot13%)", mime.encode, "rot13")
end)

that("socket.http and ssl.https refuse what they cannot request", function()
  returns(table.pack(http.request("nowhere")), nil, "invalid url")
  returns(table.pack(http.request({ url = "ftp://host/" })), nil, "invalid url")
  returns(table.pack(https.request("http://127.0.0.1:1/")), nil, "invalid url")
  returns(table.pack(https.request({ url = "https://127.0.0.1:1/", create = print })), nil, "create function not permitted")
  returns(table.pack(http.request({ url = "http://127.0.0.1:1/", source = ltn12.source.error("broken") })), nil, "broken")
  fails("^bad argument #1 to 'request' %(string or table expected, got nil%)$", http.request)
  for _, method in ipairs({ "GET / HTTP/1.1\r\nX: y\r\n", "a b", "", "G\n", "G\0" }) do
    fails("^bad argument #1 to 'request' %(a method such as 'POST' expected, got '", http.request, { url = "http://127.0.0.1:1/", method = method })
  end
  for _, name in ipairs({ "a\r\nb", "a\nb", "a b", "a:", "", 1 }) do
    fails("^bad argument #1 to 'request' %(the name of a header expected, got '", http.request, { url = "http://127.0.0.1:1/", headers = { [name] = "x" } })
  end
  fails("%(a value without zero bytes expected for the header 'a'%)$", http.request, { url = "http://127.0.0.1:1/", headers = { a = "b\0c" } })
  fails("^bad argument #1 to 'request' %(string or table expected, got number%)$", https.request, 1)
end)
