local check = require("check")
local that, equal, fails, returns = check.that, check.equal, check.fails, check.returns
local archive = require("helm.archive")
local encoding = require("helm.encoding")
local fs = require("helm.fs")

local is_windows = require("helm.platform").is_windows
local folder = assert(fs.tmpdir())
local FORMATS = { "tar", "tar.gz", "zip" }

local number = 0
local function new_folder()
  number = number + 1
  return folder .. "/out" .. number
end

local function octal(value, digits) return ("%0" .. digits .. "o\0"):format(value) end

-- An entry of a tar archive, by its name, its flag, its content and where it leads. `size` is the field of its size, if it is an odd one.
local function entry(name, flag, content, target, size)
  content = content or ""
  local function padded(text) return text .. ("\0"):rep(100 - #text) end
  local start = padded(name) .. octal(420, 7) .. octal(0, 7) .. octal(0, 7) .. (size or octal(#content, 11)) .. octal(0, 11)
  local rest = (flag or "0") .. padded(target or "") .. "ustar\00000" .. ("\0"):rep(247)
  local sum = 256
  for char in (start .. rest):gmatch(".") do sum = sum + char:byte() end
  return start .. ("%06o\0 "):format(sum) .. rest .. content .. ("\0"):rep(-#content % 512)
end

local function tar_of(...) return { bytes = table.concat({ ... }) .. ("\0"):rep(1024) } end

local function refuses(message, code, source, options)
  returns(table.pack(archive.extract(source, new_folder(), options)), nil, message, code)
end

fs.mkdir(folder .. "/in/sub/empty")
fs.write(folder .. "/in/a.txt", "hello")
fs.write(folder .. "/in/sub/bytes", "\0\xff\r\n" .. ("x"):rep(200000))
fs.write(folder .. "/in/sub/none", "")
fs.write(folder .. "/in/" .. ("l"):rep(120), "long")
if not is_windows then fs.chmod(folder .. "/in/a.txt", "a+rx") end

for _, format in ipairs(FORMATS) do
  local file = folder .. "/made." .. format

  that("archive has a folder's content, as " .. format, function()
    equal(archive.create(file, folder .. "/in"), true)
    local names = {}
    for index, each in ipairs(archive.list(file)) do names[index] = each.name .. ":" .. each.type .. ":" .. each.size end
    check.list(names, "a.txt:file:5", ("l"):rep(120) .. ":file:4", "sub/:directory:0", "sub/bytes:file:200004", "sub/empty/:directory:0", "sub/none:file:0")
    local out = new_folder()
    check.list(archive.extract(file, out), "a.txt", ("l"):rep(120), "sub/bytes", "sub/none")
    equal(fs.read(out .. "/a.txt"), "hello")
    equal(fs.read(out .. "/sub/bytes"), fs.read(folder .. "/in/sub/bytes"))
    equal(fs.read(out .. "/sub/none"), "")
    equal(fs.is_dir(out .. "/sub/empty"), true)
    if not is_windows then
      equal(fs.stat(out .. "/a.txt").mode & 511, 493)
      equal(fs.stat(out .. "/sub/none").mode & 511, 420)
    end
  end)

  that("archive makes the same bytes again, and reads them in memory, as " .. format, function()
    local again = folder .. "/again"
    equal(archive.create(again, folder .. "/in", { format = format }), true)
    equal(fs.read(again), fs.read(file))
    equal(#archive.list({ bytes = fs.read(file) }), 6)
    equal(archive.read({ bytes = fs.read(file) }, "a.txt"), "hello")
  end)

  that("archive.read finds a file by a pattern, as " .. format, function()
    equal(archive.read(file, "sub/none"), "")
    equal(archive.read(file, "**/by*s"):sub(1, 4), "\0\xff\r\n")
    equal(archive.read(file, "**/?.txt"), "hello")
    equal(archive.read(file, "**/**/sub/**/*y*s"):sub(1, 4), "\0\xff\r\n")
    equal(archive.read(file, ("**/"):rep(40) .. ("*"):rep(40) .. ".txt"), "hello")
    returns(table.pack(archive.read(file, "*.md")), nil, "the archive has no file '*.md'", "ENOENT")
    returns(table.pack(archive.read(file, "sub")), nil, "the archive has no file 'sub'", "ENOENT")
    returns(table.pack(archive.read(file, "sub/bytes", { max_bytes = 200003 })), nil, "the entry 'sub/bytes' has more than 200003 bytes", "EFBIG")
    returns(table.pack(archive.read(file, "sub/bytes", { max_bytes = 1 })), nil, "the entry 'sub/bytes' has more than 1 byte", "EFBIG")
  end)

  that("archive.extract has strip, include and exclude, as " .. format, function()
    check.list(archive.extract(file, new_folder(), { strip = 1 }), "bytes", "none")
    check.list(archive.extract(file, new_folder(), { include = "sub/**" }), "sub/bytes", "sub/none")
    check.list(archive.extract(file, new_folder(), { include = { "*.txt", "sub/n*" }, exclude = "a*" }), "sub/none")
    check.list(archive.extract(file, new_folder(), { strip = 1, exclude = { "b*" } }), "none")
    check.list(archive.extract(file, new_folder(), { strip = 9 }))
  end)

  that("archive.extract keeps to its limits, as " .. format, function()
    refuses("the archive is not unpacked: its files have more than 200008 bytes", "EFBIG", file, { max_bytes = 200008 })
    refuses("the archive is not unpacked: its files have more than 1 byte", "EFBIG", file, { max_bytes = 1 })
    equal(#archive.extract(file, new_folder(), { max_bytes = 200013 }), 4)
    refuses("the archive has more than 5 entries", "EFBIG", file, { max_entries = 5 })
    refuses("the archive has more than 1 entry", "EFBIG", file, { max_entries = 1 })
    equal(#archive.extract(file, new_folder(), { max_entries = 6 }), 4)
  end)

  that("archive takes no time for patterns with many stars, as " .. format, function()
    local name = ("a/"):rep(40) .. ("a"):rep(60)
    fs.mkdir(folder .. "/deep/" .. ("a/"):rep(40))
    fs.write(folder .. "/deep/" .. name, "deep")
    equal(archive.create(folder .. "/deep.archive", folder .. "/deep", { format = format }), true)
    equal(archive.read(folder .. "/deep.archive", ("**/"):rep(30) .. ("*a"):rep(30)), "deep")
    equal(archive.read(folder .. "/deep.archive", ("**/a/"):rep(30) .. ("*a"):rep(30) .. "b"), nil)
  end)

  that("archive says that it is damaged, as " .. format, function()
    local bytes = fs.read(file)
    for _, broken in ipairs({ bytes:sub(1, #bytes // 2), bytes:sub(1, #bytes // 3) }) do
      local result, message, code = archive.list({ bytes = broken })
      equal(result, nil)
      equal(message:match("^the archive is damaged: ") ~= nil, true)
      equal(code, "EINVAL")
    end
  end)
end

that("archive.extract replaces files, but no folders", function()
  local out = new_folder()
  fs.mkdir(out)
  fs.write(out .. "/a.txt", "a longer old text")
  equal(#archive.extract(folder .. "/made.tar", out), 4)
  equal(fs.read(out .. "/a.txt"), "hello")
  fs.mkdir(out .. "/b")
  local message, code = select(2, archive.extract(tar_of(entry("b", "0", "x")), out))
  equal(message:match(": Is a directory$") ~= nil, true)
  equal(code, "EISDIR")
end)

that("archive.extract keeps no file that is incomplete", function()
  local out = new_folder()
  local source = tar_of(entry("whole", "0", "abc"), entry("cut", "0", "defg"))
  returns(table.pack(archive.extract(source, out, { max_bytes = 6 })), nil, "the archive is not unpacked: its files have more than 6 bytes", "EFBIG")
  check.list(fs.list(out), "whole")
end)

that("two stars in a pattern stand for no folder, too", function()
  local source = tar_of(entry("a", "0", "x"), entry("b/a", "0", "y"))
  for pattern, names in pairs({ ["a/**"] = "a", ["**/a"] = "a b/a", ["a/**/**"] = "a", ["b/**/a"] = "b/a", ["**"] = "a b/a", ["b"] = "" }) do
    equal(table.concat(assert(archive.extract(source, new_folder(), { include = pattern })), " "), names)
  end
end)

that("archive.extract refuses what would leave the folder", function()
  for name, reason in pairs({
    ["../x"] = "has '..' in its path", ["a/../x"] = "has '..' in its path", ["a\\..\\..\\x"] = "has '..' in its path", ["/x"] = "has an absolute path", ["\\x"] = "has an absolute path",
    ["C:\\x"] = "has an absolute path", ["c:x"] = "has an absolute path", [("a/"):rep(48) .. "x"] = false, [("a"):rep(99)] = false,
  }) do
    if reason then
      refuses(("the entry '%s' is not unpacked: it %s"):format(name, reason), "EPERM", tar_of(entry(name, "0", "x")))
    else
      equal(#archive.extract(tar_of(entry(name, "0", "x")), new_folder()), 1)
    end
  end
  for target, reason in pairs({
    ["../x"] = "outside of the folder", ["/etc"] = "an absolute path", ["C:/x"] = "an absolute path", ["b/../../x"] = "which has '..' behind a name", [""] = "which is no path",
  }) do
    refuses(("the entry 'l' is not unpacked: it is a link to '%s', %s"):format(target, reason), "EPERM", tar_of(entry("l", "2", "", target)))
  end
  refuses("the entry 'd/l' is not unpacked: it is a link to '../../x', outside of the folder", "EPERM", tar_of(entry("d/l", "2", "", "../../x")))
  refuses("the entry 'l/x' is not unpacked: it lies below 'l', a link", "EPERM", tar_of(entry("d/", "5"), entry("l", "2", "", "d"), entry("l/x", "0", "x")))
  refuses("the entry 'f/x' is not unpacked: it lies below 'f', a file", "EPERM", tar_of(entry("f", "0", "x"), entry("f/x", "0", "x")))
  refuses("the entry 'f' is not unpacked: it is there twice", "EPERM", tar_of(entry("f", "0", "x"), entry("f", "0", "y")))
  refuses("the entry 'l' is not unpacked: it is there twice", "EPERM", tar_of(entry("l", "2", "", "f"), entry("l", "0", "y")))
  refuses("the entry 'h' is not unpacked: it is a hard link to 'f', which is no earlier file", "EPERM", tar_of(entry("h", "1", "", "f"), entry("f", "0", "x")))
end)

that("archive.extract refuses names that Windows cannot have, on Windows", function()
  for _, name in ipairs({ "con", "NUL.txt", "a<b", "a.", "b ", "com1" }) do
    local unpacked, _, code = archive.extract(tar_of(entry("d/" .. name, "0", "x")), new_folder())
    equal(unpacked and #unpacked, not is_windows and 1 or nil)
    equal(code, is_windows and "EPERM" or nil)
  end
end)

that("archive.extract makes links and hard links", function()
  local source = tar_of(entry("d/", "5"), entry("d/f", "0", "text"), entry("d/l", "2", "", "f"), entry("top", "2", "", "d"), entry("h", "1", "", "d/f"))
  local out = new_folder()
  check.list(archive.extract(source, out), "d/f", "d/l", "top", "h")
  for _, name in ipairs({ "d/l", "top/f", "h" }) do equal(fs.read(out .. "/" .. name), "text") end
  equal(archive.read(source, "h"), "text")
  equal(archive.list(source)[3].target, "f")
end)

that("archive.extract makes links to links, and to folders with links, in any order", function()
  local source = tar_of(entry("whole", "2", "", "d"), entry("d/lib.so", "2", "", "lib.so.1"), entry("d/lib.so.1", "2", "", "sub/lib.so.1.2"),
    entry("through", "2", "", "whole/sub/lib.so.1.2"), entry("d/sub/", "5"), entry("d/sub/lib.so.1.2", "0", "text"), entry("e/up", "2", "", "../d/sub"))
  local out = new_folder()
  check.list(archive.extract(source, out), "whole", "d/lib.so", "d/lib.so.1", "through", "d/sub/lib.so.1.2", "e/up")
  for _, name in ipairs({ "d/lib.so", "d/lib.so.1", "whole/lib.so", "whole/lib.so.1", "whole/sub/lib.so.1.2", "through", "e/up/lib.so.1.2" }) do
    equal(fs.read(out .. "/" .. name), "text")
  end
end)

that("archive.extract refuses links on Windows that cannot be copies, and counts copies", function()
  local function extracts(message, code, options, ...)
    local unpacked, problem, got = archive.extract(tar_of(...), new_folder(), options)
    if is_windows then
      check.list({ unpacked, problem, got, n = 3 }, nil, message, code)
    else
      equal(#unpacked, select("#", ...))
    end
  end
  local function refused(reason, ...) extracts("the entry 'l' is not unpacked: it is a link to " .. reason, "EPERM", nil, ...) end
  refused("'absent', which is not there", entry("l", "2", "", "absent"), entry("f", "0", "x"))
  refused("'l', which leads back to the link", entry("l", "2", "", "l"))
  refused("'m', which leads back to the link", entry("l", "2", "", "m"), entry("m", "2", "", "l"))
  refused("'.', which leads back to the link", entry("f", "0", "x"), entry("l", "2", "", "."))
  extracts("the archive is not unpacked: its files have more than 7 bytes", "EFBIG", { max_bytes = 7 }, entry("l", "2", "", "f"), entry("f", "0", "text"))
  extracts("the archive is not unpacked: its links stand for more than 3 files", "EFBIG", { max_entries = 3 }, entry("a", "2", "", "d"), entry("b", "2", "", "d"), entry("d/f", "0", ""))
end)

that("archive says what it does not know", function()
  returns(table.pack(archive.list(tar_of(entry("pipe", "6")))), nil, "the entry 'pipe' is neither a file, a folder nor a link", "ENOTSUP")
  returns(table.pack(archive.list({ bytes = "plain" })), nil, "the bytes: not an archive: it is neither tar, compressed or not, nor zip", "EINVAL")
  returns(table.pack(archive.list({ bytes = "" })), nil, "the bytes: not an archive: it is neither tar, compressed or not, nor zip", "EINVAL")
  returns(table.pack(archive.list(folder .. "/absent")), nil, folder .. "/absent: No such file or directory", "ENOENT")
  equal(archive.list(folder), nil)
  local wrong = entry("f", "0", "x"):gsub("^f", "g")
  returns(table.pack(archive.list({ bytes = wrong })), nil, "the archive is damaged: a header has a wrong checksum", "EINVAL")
  local zip = fs.read(folder .. "/made.zip")
  returns(table.pack(archive.read({ bytes = (zip:gsub("hello", "hellO")) }, "a.txt")), nil, "the archive is damaged: the checksum of 'a.txt' is wrong", "EINVAL")
  for _, plain in ipairs({ "plain", ("plain"):rep(300) }) do
    returns(table.pack(archive.list({ bytes = encoding.gzip(plain) })), nil, "not an archive: it is compressed, but is no tar archive", "EINVAL")
  end
  equal(#archive.list({ bytes = encoding.gzip(("\0"):rep(1024)) }), 0)
  for beginning, name in pairs({ ["\xfd7zXZ\0\0"] = "xz", ["BZh91AY"] = "bzip2", ["\x28\xb5\x2f\xfd\0"] = "zstd" }) do
    local message = ("the bytes: the format is %s; this module reads tar, tar.gz and zip"):format(name)
    returns(table.pack(archive.list({ bytes = beginning })), nil, message, "ENOTSUP")
  end
  equal(archive.create(folder .. "/x.zip", folder .. "/absent"), nil)
  equal(fs.exists(folder .. "/x.zip"), false)
  equal(select(3, archive.create(folder .. "/absent/x.zip", folder .. "/in")), "ENOENT")
end)

that("archive reads sizes in binary and in extended headers", function()
  equal(archive.read(tar_of(entry("f", "0", "text", "", "\x80" .. ("\0"):rep(10) .. "\4")), "f"), "text")
  equal(archive.read(tar_of(entry("x", "x", "9 size=4\n"), entry("f", "0", "text", "", octal(0, 11))), "f"), "text")
  equal(archive.read(tar_of(entry("x", "x", "009 a=b=\n011 path=g\n"), entry("f", "0", "text")), "g"), "text")
end)

that("archive refuses sizes and lengths that no archive has", function()
  local number, extra = "the archive is damaged: a header has a wrong number", "the archive is damaged: an extended header is wrong"
  for size, message in pairs({
    ["\x80\0\0\0" .. ("\xff"):rep(8)] = number, ["\x80\0\0\1" .. ("\0"):rep(8)] = number, [("\xff"):rep(12)] = number,
    ["\x80\0\0\0\x7f" .. ("\xff"):rep(7)] = "the archive is damaged: it ends in 'f'",
  }) do
    returns(table.pack(archive.list(tar_of(entry("f", "0", "text", "", size)))), nil, message, "EINVAL")
  end
  for _, record in ipairs({ "11 size=-5\n", "13 size=0x10\n", "11 size=1.\n", "28 size=9999999999999999999\n", "0 a=", "1 a=b\n", "4 a=b\n", "6 a=bc", "99 a=b\n" }) do
    local source = tar_of(entry("x", "x", record), entry("f", "0", "text"))
    returns(table.pack(archive.list(source)), nil, extra, "EINVAL")
    returns(table.pack(archive.read(source, "f")), nil, extra, "EINVAL")
    refuses(extra, "EINVAL", source)
  end
  returns(table.pack(archive.list({ bytes = entry("x", "x", "9 size=4\n"):sub(1, 600) })), nil, "the archive is damaged: it ends too early", "EINVAL")
end)

-- Calls a function while io.open gives one file whose reads end as `read` says. Returns what it returns, and how many such files stay open.
local function with_read(name, read, body)
  local open, left = io.open, 0
  local function close(file)
    if not file.closed then left = left - 1 end
    file.closed = true
  end
  io.open = function(file, ...)
    if not file:find(name .. "$") then return open(file, ...) end
    left = left + 1
    return setmetatable({ read = read, close = close }, { __close = close })
  end
  local results = table.pack(pcall(body))
  io.open = open
  assert(results[1], results[2])
  return left, table.unpack(results, 2, results.n)
end

that("archive.create makes no archive of a folder's name", function()
  for _, name in ipairs({ ".", "..", folder }) do
    returns(table.pack(archive.create(name, folder)), nil, name .. ": Is a directory", "EISDIR")
  end
end)

for _, format in ipairs({ "tar", "tar.gz" }) do
  that("archive.create keeps what is there if it fails, as " .. format, function()
    local absent = folder .. "/absent/x." .. format
    returns(table.pack(archive.create(absent, folder .. "/in")), nil, absent .. ": No such file or directory", "ENOENT")
    local own = new_folder()
    fs.mkdir(own)
    fs.write(own .. "/kept." .. format, "the old one")
    for read, expected in pairs({
      [function() return nil, "Input/output error", 5 end] = { folder .. "/in/sub/bytes: Input/output error", "EIO" },
      [function() return nil end] = { folder .. "/in/sub/bytes: changed while it was read", "EAGAIN" },
      [function(_, count) return ("x"):rep(count) end] = { folder .. "/in/sub/bytes: changed while it was read", "EAGAIN" },
    }) do
      local create = function() return archive.create(own .. "/kept." .. format, folder .. "/in") end
      returns(table.pack(with_read("sub/bytes", read, create)), 0, nil, expected[1], expected[2])
      equal(archive.create(own .. "/kept." .. format, folder .. "/absent"), nil)
      equal(fs.read(own .. "/kept." .. format), "the old one")
      check.list(fs.list(own), "kept." .. format)
    end
  end)
end

that("archive.create replaces an archive in the folder itself, and leaves it out", function()
  local own = new_folder()
  fs.mkdir(own)
  fs.write(own .. "/a.txt", "hello")
  for _ = 1, 2 do
    equal(archive.create(own .. "/own.tar", own), true)
    equal(#archive.list(own .. "/own.tar"), 1)
    check.list(fs.list(own), "a.txt", "own.tar")
  end
  equal(archive.create(own, folder .. "/in"), nil)
  check.list(fs.list(own), "a.txt", "own.tar")
end)

that("archive refuses wrong arguments", function()
  for _, name in ipairs({ "list", "read", "extract" }) do
    for _, wrong in ipairs({ 5, false, {}, { bytes = 5 } }) do
      fails(("^bad argument #1 to '%s' %%(a path, or a table with bytes, expected%%)$"):format(name), archive[name], wrong)
    end
  end
  fails("^bad argument #2 to 'read' %(string expected, got nil%)$", archive.read, "x")
  fails("^bad argument #2 to 'extract' %(string expected, got nil%)$", archive.extract, "x")
  fails("^bad argument #3 to 'extract' %(unknown option 'x'%)$", archive.extract, "x", "y", { x = 1 })
  fails("^bad argument #3 to 'extract' %(option 'strip': a number of folders expected, got %-1%)$", archive.extract, "x", "y", { strip = -1 })
  fails("^bad argument #1 to 'create' %(string expected, got nil%)$", archive.create)
  fails("^bad argument #3 to 'create' %(option 'format': tar, tar.gz or zip expected, got 'rar'%)$", archive.create, "x", "y", { format = "rar" })
end)
