local check = require("check")
local that, fails, returns = check.that, check.fails, check.returns
local http = require("helm.http")

local NOWHERE = "http://127.0.0.1:1/"

that("http refuses what is no address", function()
  for _, url in ipairs({ "", "example.org", "ftp://example.org/", "http://", "http://host:99999/", "http://a b/" }) do
    for _, call in ipairs({ http.get, function(text) return http.request({ url = text }) end }) do
      returns(table.pack(call(url)), nil, url .. ": an address such as 'https://example.org/file' expected", "EINVAL")
    end
    returns(table.pack(http.download(url, "file")), nil, url .. ": an address such as 'https://example.org/file' expected", "EINVAL")
  end
end)

that("http shows no secret of what is no address", function()
  for url, shown in pairs({
    ["ftp://me:s3cret@host/x?key=s3cret"] = "ftp://host/x?…",
    ["ftp://host/x#s3cret"] = "ftp://host/x?…",
    ["https://me:s3/cret@host.example/x"] = "https://host.example/x",
    ["ftp://me:s3/cret@host"] = "ftp://host",
    ["ftp://me:s3@c/ret@host/x"] = "ftp://host/x",
    ["https://me:s3?cret@host/x"] = "https://…",
    ["https://me:s3#cret@host/x"] = "https://…",
    ["ftp://me:s3cret@host/x?from=me@host&key=s3cret"] = "ftp://…",
    ["me:s3cret@host/file"] = "host/file",
    ["me:s3?cret@host/file"] = "…",
    ["https:/me:s3cret@host/file"] = "host/file",
    ["https://me:s3\ncret@host/file"] = "https://host/file",
  }) do
    local message = shown .. ": an address such as 'https://example.org/file' expected"
    returns(table.pack(http.get(url)), nil, message, "EINVAL")
    returns(table.pack(http.request({ url = url })), nil, message, "EINVAL")
    returns(table.pack(http.download(url, "file")), nil, message, "EINVAL")
  end
end)

that("http refuses wrong arguments", function()
  fails("^bad argument #1 to 'get' %(string expected, got nil%)$", http.get)
  fails("^bad argument #2 to 'get' %(table expected, got boolean%)$", http.get, NOWHERE, true)
  fails("^bad argument #2 to 'get' %(unknown option 'body'%)$", http.get, NOWHERE, { body = "x" })
  fails("^bad argument #1 to 'request' %(option 'url': string expected, got nil%)$", http.request)
  fails("^bad argument #1 to 'request' %(table expected, got string%)$", http.request, NOWHERE)
  for _, folder in ipairs({ ".", "..", "./", assert(require("helm.fs").tmpdir()) }) do
    returns(table.pack(http.download(NOWHERE, folder)), nil, folder .. ": Is a directory", "EISDIR")
  end
  fails("^bad argument #1 to 'download' %(string expected, got nil%)$", http.download)
  fails("^bad argument #2 to 'download' %(string expected, got nil%)$", http.download, NOWHERE)
  fails("^bad argument #2 to 'download' %(a path without zero bytes expected%)$", http.download, NOWHERE, "a\0b")
  fails("^bad argument #3 to 'download' %(option 'progress': boolean or function expected, got number%)$", http.download,
    NOWHERE, "file", { progress = 1 })
end)

that("http refuses wrong options", function()
  for message, options in pairs({
    ["option 'headers': the name of a header expected, got 'a b'"] = { headers = { ["a b"] = "x" } },
    ["option 'headers': the name of a header expected, got '1'"] = { headers = { "x" } },
    ["option 'headers': string expected for 'A', got boolean"] = { headers = { A = true } },
    ["option 'headers': a value of one line without zero bytes expected for 'A'"] = { headers = { A = "x\r\nB: y" } },
    ["option 'timeout': a number of seconds above 0 expected"] = { timeout = 0 },
    ["option 'retries': an integer from 0 on expected"] = { retries = 1.5 },
    ["option 'max_bytes': a number from 0 on expected"] = { max_bytes = -1 },
    ["option 'ca': a path without zero bytes expected"] = { ca = "\0" },
    ["option 'insecure': boolean expected, got string"] = { insecure = "yes" },
  }) do
    fails("^bad argument #2 to 'get' %(" .. message .. "%)$", http.get, NOWHERE, options)
  end
  for message, options in pairs({
    ["option 'method': a word such as 'POST' expected, got 'a b'"] = { url = NOWHERE, method = "a b" },
    ["option 'body': a request with the method GET has none"] = { url = NOWHERE, body = "x" },
    ["option 'body': a request with the method HEAD has none"] = { url = NOWHERE, method = "HEAD", body = "x" },
  }) do
    fails("^bad argument #1 to 'request' %(" .. message .. "%)$", http.request, options)
  end
  fails("^bad argument #3 to 'download' %(option 'sha256': 64 hexadecimal digits expected%)$", http.download, NOWHERE, "file",
    { sha256 = "abc" })
end)
