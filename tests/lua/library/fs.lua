local check = require("check")
local that, equal, fails, returns = check.that, check.equal, check.fails, check.returns
local fs = require("helm.fs")
local path = require("helm.path")

local on_windows = package.config:sub(1, 1) == "\\"
local root = assert(fs.tmpdir("luff spec ž-"))

local function at(name) return root .. "/" .. name end

-- What the third result of a call is.
local function code_of(...) return (select(3, ...)) end

local function walked(folder, options)
  local list = {}
  for file, kind in assert(fs.walk(folder, options)) do list[#list + 1] = file:sub(#folder + (folder:sub(-1) == "/" and 1 or 2)) .. ":" .. kind end
  return table.concat(list, " ")
end

that("fs.write and fs.read keep every byte", function()
  local bytes = {}
  for byte = 0, 255 do bytes[#bytes + 1] = string.char(byte) end
  local content = table.concat(bytes):rep(400) .. "\r\n\n\r"
  equal(fs.write(at("bytes"), content), true)
  equal(fs.read(at("bytes")), content)
  equal(fs.write(at("bytes"), ""), true)
  equal(fs.read(at("bytes")), "")
end)

that("fs.write appends, and takes numbers", function()
  fs.write(at("list"), "a\n")
  equal(fs.write(at("list"), 12, { append = true }), true)
  equal(fs.read(at("list")), "a\n12")
end)

that("fs.write replaces a file in one step, and leaves nothing else", function()
  fs.mkdir(at("atomic"))
  equal(fs.write(at("atomic/f"), "one", { atomic = true }), true)
  equal(fs.write(at("atomic/f"), "two", { atomic = true }), true)
  equal(fs.read(at("atomic/f")), "two")
  check.list(fs.list(at("atomic")), "f")
  returns(table.pack(fs.write(at("absent/f"), "x", { atomic = true })), nil, at("absent/f") .. ": No such file or directory", "ENOENT")
  for _, folder in ipairs({ ".", "..", at("atomic"), at("atomic/") }) do
    returns(table.pack(fs.write(folder, "x", { atomic = true })), nil, folder .. ": Is a directory", "EISDIR")
  end
  fs.mkdir(at("atomic/folder/inner"))
  local written, message = fs.write(at("atomic/folder"), "x", { atomic = true })
  equal(written, nil)
  equal(message:sub(1, #root + 16), at("atomic/folder: "))
  check.list(fs.list(at("atomic")), "f", "folder")
end)

that("failures return nil, a message with the path and a code", function()
  local missing = at("absent")
  returns(table.pack(fs.read(missing)), nil, missing .. ": No such file or directory", "ENOENT")
  for _, name in ipairs({ "lines", "stat", "list", "walk", "remove", "readlink" }) do
    local result, message, code = fs[name](missing)
    returns({ result, message, code, n = 3 }, nil, missing .. ": No such file or directory", "ENOENT")
  end
  returns(table.pack(fs.write(at("absent/f"), "")), nil, at("absent/f") .. ": No such file or directory", "ENOENT")
  equal(code_of(fs.copy(missing, at("x"))), "ENOENT")
  returns(table.pack(fs.move(missing, at("x"))), nil, missing .. ": No such file or directory", "ENOENT")
  equal(code_of(fs.chmod(missing, "+x")), "ENOENT")
  equal(code_of(fs.remove(missing, { recursive = true })), "ENOENT")
end)

that("a folder is no file, and a file is no folder", function()
  fs.mkdir(at("folder"))
  fs.write(at("file"), "x")
  equal(fs.read(at("folder")), nil)
  equal(code_of(fs.lines(at("folder"))), "EISDIR")
  equal(code_of(fs.list(at("file"))), "ENOTDIR")
  equal(code_of(fs.mkdir(at("file"))), "EEXIST")
  equal(fs.mkdir(at("file/inner")), nil)
end)

that("fs.lines gives the lines without their ends", function()
  fs.write(at("lines"), "one\n\nthree")
  local lines = {}
  for line in fs.lines(at("lines")) do lines[#lines + 1] = line end
  check.list(lines, "one", "", "three")
  fs.write(at("lines"), "")
  for _ in fs.lines(at("lines")) do error("an empty file has no lines") end
end)

that("fs.exists, fs.is_file and fs.is_dir tell what is there", function()
  fs.mkdir(at("d"))
  fs.write(at("f"), "")
  for name, expected in pairs({ d = { true, false, true }, f = { true, true, false }, none = { false, false, false } }) do
    check.list({ fs.exists(at(name)), fs.is_file(at(name)), fs.is_dir(at(name)) }, table.unpack(expected))
  end
  equal(fs.exists(""), false)
end)

that("fs.stat knows type, size and times", function()
  fs.write(at("s"), "12345")
  local status = fs.stat(at("s"))
  equal(status.type, "file")
  equal(status.size, 5)
  equal(math.abs(status.modified - os.time()) < 3600, true)
  equal(fs.stat(root).type, "directory")
end)

that("fs.touch makes a file, or sets its time", function()
  equal(fs.touch(at("t")), true)
  equal(fs.read(at("t")), "")
  fs.write(at("t"), "kept")
  equal(fs.touch(at("t")), true)
  equal(fs.read(at("t")), "kept")
  returns(table.pack(fs.touch(at("absent/t"))), nil, at("absent/t") .. ": No such file or directory", "ENOENT")
end)

that("fs.mkdir makes parents, twice", function()
  equal(fs.mkdir(at("m/a/b/c")), true)
  equal(fs.mkdir(at("m/a/b/c")), true)
  equal(fs.is_dir(at("m/a/b/c")), true)
  equal(fs.mkdir(""), nil)
end)

that("fs.list is sorted and has hidden names", function()
  fs.mkdir(at("l"))
  for _, name in ipairs({ "b", ".h", "B2", "a b", "ž" }) do fs.write(at("l/" .. name), "") end
  check.list(fs.list(at("l")), ".h", "B2", "a b", "b", "ž")
  check.list(fs.list(at("l/")), ".h", "B2", "a b", "b", "ž")
end)

that("fs.walk goes through a tree in order", function()
  fs.mkdir(at("w/b/c"))
  fs.write(at("w/a"), "")
  fs.write(at("w/b/c/d"), "")
  equal(walked(at("w")), "a:file b:directory b/c:directory b/c/d:file")
  equal(walked(at("w"), { type = "file" }), "a:file b/c/d:file")
  equal(walked(at("w"), { depth = 1 }), "a:file b:directory")
  equal(walked(at("w"), { depth = 2 }), "a:file b:directory b/c:directory")
  equal(walked(at("w/b/c/")), "d:file")
end)

that("fs.walk works within a coroutine that yields, and while things are removed", function()
  local walk = coroutine.wrap(function()
    for file in fs.walk(at("w")) do coroutine.yield(file) end
  end)
  equal(walk(), at("w/a"))
  fs.remove(at("w/b"), { recursive = true })
  equal(walk(), nil)
end)

that("fs.glob matches names and folders", function()
  fs.mkdir(at("g/x/y"))
  fs.mkdir(at("g/.hidden"))
  for _, name in ipairs({ "a.lua", "b.lua", "c.txt", "x/d.lua", "x/y/e.lua", ".h.lua", ".hidden/f.lua", "[z]" }) do
    fs.write(at("g/" .. name), "")
  end
  local cases = {
    ["*.lua"] = "a.lua b.lua", ["?.txt"] = "c.txt", ["[ab].lua"] = "a.lua b.lua", ["[!a].lua"] = "b.lua", ["[a-c].*"] = "a.lua b.lua c.txt",
    ["**/*.lua"] = "a.lua b.lua x/d.lua x/y/e.lua", ["*/*.lua"] = "x/d.lua", ["x/**"] = "x x/d.lua x/y x/y/e.lua", ["x/**/**"] = "x x/d.lua x/y x/y/e.lua", ["x/*"] = "x/d.lua x/y",
    [".*"] = ".h.lua .hidden", ["a.lua"] = "a.lua", ["none/*"] = "", ["*.none"] = "", ["[[]z]"] = "[z]", ["./x/../*.txt"] = "c.txt",
    ["**/**/*.lua"] = "a.lua b.lua x/d.lua x/y/e.lua", ["**/x/**/e*"] = "x/y/e.lua", ["*l*a"] = "a.lua b.lua", ["*a*a"] = "a.lua", ["a*a*a"] = "",
    ["*.l*a*"] = "a.lua b.lua", ["a.lua*"] = "a.lua", ["*[ab]*.*"] = "a.lua b.lua", ["[!]"] = "", ["[]"] = "", ["[z"] = "",
    ["a?lua"] = "a.lua", ["a%lua"] = "", ["*/y/*"] = "x/y/e.lua",
  }
  for pattern, expected in pairs(cases) do
    local found = table.concat(fs.glob(pattern, at("g")), " ")
    if found ~= expected then error(("%s: got %s, expected %s"):format(pattern, found, expected)) end
  end
  check.list(fs.glob(at("g/*.txt")), at("g/c.txt"))
end)

that("fs.glob takes no time for many stars", function()
  local name = ("a"):rep(60)
  fs.mkdir(at("stars"))
  fs.write(at("stars/" .. name), "")
  check.list(fs.glob(("*a"):rep(30) .. "b", at("stars")))
  check.list(fs.glob(("*a"):rep(30) .. "*", at("stars")), name)
  fs.mkdir(at("stars" .. ("/d"):rep(16)))
  check.list(fs.glob(("**/"):rep(12) .. "zz", at("stars")))
  check.list(fs.glob(("**/"):rep(12) .. "a*", at("stars")), name)
end)

that("fs.remove takes files and empty folders, with recursive all of it", function()
  fs.mkdir(at("r/a/b"))
  fs.write(at("r/a/f"), "")
  equal(code_of(fs.remove(at("r"))), on_windows and code_of(fs.remove(at("r"))) or "ENOTEMPTY")
  equal(fs.remove(at("r/a/b")), true)
  equal(fs.remove(at("r/a/f")), true)
  equal(fs.mkdir(at("r/a/b")), true)
  equal(fs.remove(at("r"), { recursive = true }), true)
  equal(fs.exists(at("r")), false)
end)

that("fs.remove with recursive never takes a root, the working folder or a parent", function()
  for _, name in ipairs({ "/", "//", "/..", ".", "..", "a/..", "../..", "./", "..//" }) do
    fails("^bad argument #1 to 'remove' %(a path that names what to remove expected", fs.remove, name, { recursive = true })
  end
  equal(code_of(fs.remove("", { recursive = true })), "ENOENT")
end)

that("fs.remove with recursive and fs.move refuse a path that ends in . or .., and leave all as it is", function()
  fs.mkdir(at("keep/sub"))
  fs.mkdir(at("keep/a/b"))
  fs.write(at("keep/precious"), "x")
  if not on_windows then fs.symlink("../keep/sub", at("keep/link")) end
  local ends = { "sub/..", "sub/.", "a/b/../..", "a/b/../../sub/..", "sub/../", "sub//..//", "./sub/./.." }
  if on_windows then
    for _, name in ipairs({ "sub\\..", "sub\\.\\", "sub/.. ", "sub/. .", "sub/..." }) do ends[#ends + 1] = name end
  else
    ends[#ends + 1] = "link/.."
  end
  for _, name in ipairs(ends) do
    fails("^bad argument #1 to 'remove' %(a path that names what to remove expected, got '", fs.remove, at("keep/" .. name), { recursive = true })
    fails("^bad argument #1 to 'move' %(a path that names a file or a folder expected, got '", fs.move, at("keep/" .. name), at("elsewhere"))
    fails("^bad argument #2 to 'move' %(a path that names a file or a folder expected, got '", fs.move, at("keep/precious"), at("keep/" .. name))
  end
  equal(fs.read(at("keep/precious")), "x")
  equal(fs.is_dir(at("keep/sub")), true)
  equal(fs.remove(at("keep/a/../sub/"), { recursive = true }), true)
  equal(fs.exists(at("keep/sub")), false)
end)

that("fs.remove takes read-only files", function()
  fs.mkdir(at("ro"))
  fs.write(at("ro/f"), "")
  fs.chmod(at("ro/f"), "a-w")
  equal(fs.remove(at("ro"), { recursive = true }), true)
end)

that("fs.copy copies files, and folders with recursive", function()
  fs.mkdir(at("c/in/ner"))
  fs.write(at("c/in/f"), ("x"):rep(200000))
  fs.write(at("c/in/ner/g"), "g")
  equal(fs.copy(at("c/in/f"), at("c/out")), true)
  equal(fs.read(at("c/out")), ("x"):rep(200000))
  equal(code_of(fs.copy(at("c/in"), at("c/tree"))), "EISDIR")
  equal(fs.copy(at("c/in"), at("c/tree"), { recursive = true }), true)
  equal(walked(at("c/tree")), "f:file ner:directory ner/g:file")
  equal(fs.copy(at("c/in"), at("c/tree"), { recursive = true }), true)
end)

that("fs.copy does not copy into itself", function()
  for _, target in ipairs({ "c/in/f", "c/in/../in/f" }) do equal(code_of(fs.copy(at("c/in/f"), at(target))), "EINVAL") end
  equal(code_of(fs.copy(at("c/in"), at("c/in/ner/x"), { recursive = true })), "EINVAL")
  equal(fs.read(at("c/in/f")), ("x"):rep(200000))
end)

that("fs.move renames files and folders", function()
  fs.mkdir(at("v/a"))
  fs.write(at("v/a/f"), "1")
  fs.write(at("v/g"), "2")
  returns(table.pack(fs.move(at("v/a"), at("v/a/in"))), nil, at("v/a") .. ": cannot be moved into itself", "EINVAL")
  returns(table.pack(fs.move(at("v/a"), at("v/b"))), true)
  equal(fs.move(at("v/b/f"), at("v/g")), true)
  equal(fs.read(at("v/g")), "1")
  check.list(fs.list(at("v")), "b", "g")
end)

that("fs.move copies and removes between two file systems", function()
  local rename = os.rename
  function os.rename() return nil, "Invalid cross-device link", 18 end
  local good, fault = pcall(function()
    fs.mkdir(at("x/tree/inner"))
    fs.write(at("x/tree/inner/f"), "1")
    equal(fs.move(at("x/tree"), at("x/moved/")), true)
    equal(fs.move(at("x/moved/inner/f"), at("x/f")), true)
    equal(fs.read(at("x/f")), "1")
    equal(walked(at("x")), "f:file moved:directory moved/inner:directory")
  end)
  os.rename = rename
  if not good then error(fault, 0) end
end)

that("fs.move that cannot copy everything leaves what was there, and nothing new", function()
  fs.mkdir(at("y/from"))
  fs.write(at("y/from/a"), "1")
  fs.write(at("y/from/b"), "2")
  fs.mkdir(at("y/there"))
  fs.write(at("y/there/own"), "3")
  local rename, open = os.rename, io.open
  function os.rename() return nil, "Invalid cross-device link", 18 end
  function io.open(file, ...)
    if file:find("from/b$") then return nil, file .. ": Input/output error", 5 end
    return open(file, ...)
  end
  local good, fault = pcall(function()
    equal(code_of(fs.move(at("y/from"), at("y/there"))), "EIO")
    equal(code_of(fs.move(at("y/from"), at("y/new"))), "EIO")
  end)
  os.rename, io.open = rename, open
  if not good then error(fault, 0) end
  equal(fs.read(at("y/there/own")), "3")
  equal(fs.exists(at("y/new")), false)
  check.list(fs.list(at("y/from")), "a", "b")
end)

that("fs.chmod changes who may write to a file", function()
  fs.write(at("mode"), "")
  equal(fs.chmod(at("mode"), "a-w"), true)
  equal(fs.stat(at("mode")).mode & 128, 0)
  equal(fs.chmod(at("mode"), "u+w"), true)
  equal(fs.stat(at("mode")).mode & 128, 128)
end)

that("fs.chmod and fs.write take octal digits, and no decimal number that is meant to be octal", function()
  fs.write(at("mode"), "")
  assert(fs.chmod(at("mode"), "444"))
  equal(fs.stat(at("mode")).mode & 128, 0)
  assert(fs.chmod(at("mode"), "0644"))
  equal(fs.stat(at("mode")).mode & 128, 128)
  assert(fs.chmod(at("mode"), 493))
  assert(fs.write(at("octal"), "x", { mode = "400" }))
  equal(fs.stat(at("octal")).mode & 384, 256)
  fs.chmod(at("octal"), "600")
  fails("755 is 1363 in octal: write '755' for octal digits", fs.chmod, at("mode"), 755)
  fails("option 'mode': 600 is 1130 in octal: write '600' for octal digits", fs.write, at("mode"), "", { mode = 600 })
  for _, wrong in ipairs({ "758", "10000" }) do
    fails("permissions from 0 to 4095, or octal digits such as '755', expected, got " .. wrong, fs.chmod, at("mode"), wrong)
  end
end)

that("fs.chmod refuses other changes", function()
  for _, change in ipairs({ "", "x", "+q", "u+x,", "+x " }) do
    fails("^bad argument #2 to 'chmod' %(a change such as '%+x', 'u=rw,go=r' or '755' expected, got", fs.chmod, at("mode"), change)
  end
  fails("^bad argument #2 to 'chmod' %(number expected, got nil%)$", fs.chmod, at("mode"))
  for _, mode in ipairs({ -1, 4096, 1000000000 }) do
    fails("^bad argument #2 to 'chmod' %(permissions from 0 to 4095, or octal digits such as '755', expected, got " .. tostring(mode):gsub("%-", "%%-"), fs.chmod, at("mode"), mode)
    fails("option 'mode': permissions from 0 to 4095, or octal digits such as '755', expected", fs.write, at("mode"), "", { mode = mode })
  end
end)

that("fs.tmpdir and fs.tmpfile make what nobody else has", function()
  local one, two = fs.tmpdir("a-"), fs.tmpdir("a-")
  equal(one ~= two, true)
  equal(path.base(one):sub(1, 2), "a-")
  equal(path.is_abs(one), true)
  equal(fs.is_dir(one), true)
  local file = fs.tmpfile()
  equal(fs.read(file), "")
  if not on_windows then equal(("%o %o"):format(fs.stat(one).mode, fs.stat(file).mode), "700 600") end
  for _, prefix in ipairs(on_windows and { "a/b", "../x", "a\\b", "..\\x", "c:" } or { "a/b", "../x", "/" }) do
    fails("^bad argument #1 to 'tmpdir' %(the beginning of a name, without separators, expected, got '", fs.tmpdir, prefix)
    fails("^bad argument #1 to 'tmpfile' %(the beginning of a name, without separators, expected, got '", fs.tmpfile, prefix)
  end
end)

that("fs refuses wrong arguments", function()
  for _, name in ipairs({ "read", "lines", "exists", "is_file", "is_dir", "stat", "list", "walk", "glob", "mkdir", "remove", "copy", "move", "chmod", "symlink", "readlink", "touch", "write" }) do
    fails("^bad argument #1 to '" .. name .. "' %(string expected, got nil%)$", fs[name])
    fails("^bad argument #1 to '" .. name .. "' %(a path without zero bytes expected%)$", fs[name], "a\0b", "x")
  end
  fails("^bad argument #2 to 'write' %(string expected, got nil%)$", fs.write, "f")
  fails("^bad argument #3 to 'write' %(unknown option 'atomc': did you mean 'atomic'%?%)$", fs.write, "f", "", { atomc = true })
  fails("^bad argument #3 to 'write' %(option 'append': boolean expected, got number%)$", fs.write, "f", "", { append = 1 })
  fails("^bad argument #3 to 'write' %(table expected, got boolean%)$", fs.write, "f", "", true)
  for _, depth in ipairs({ 0, -1, 1.5, 0 / 0 }) do fails("option 'depth': an integer above 0 expected", fs.walk, root, { depth = depth }) end
  fails("option 'type': a type such as 'file' or 'directory' expected, got 'x'", fs.walk, root, { type = "x" })
  fails("cannot be used together", fs.write, "f", "", { append = true, atomic = true })
end)

that("fs works in table.sort, metamethods and coroutines", function()
  fs.write(at("n1"), "2")
  fs.write(at("n2"), "1")
  local names = { "n1", "n2" }
  table.sort(names, function(one, other) return fs.read(at(one)) < fs.read(at(other)) end)
  check.list(names, "n2", "n1")
  local lazy = setmetatable({}, { __index = function(_, name) return fs.read(at(name)) end })
  equal(lazy.n1, "2")
  equal(coroutine.wrap(function() return fs.read(at("n2")) end)(), "1")
end)

if not on_windows then
  that("fs.symlink makes links that walk, glob, copy and remove leave alone", function()
    fs.mkdir(at("links/target"))
    fs.write(at("links/target/f"), "x")
    equal(fs.symlink("target", at("links/l")), true)
    equal(fs.symlink("nowhere", at("links/dangling")), true)
    equal(fs.readlink(at("links/l")), "target")
    returns(table.pack(fs.readlink(at("links/target"))), nil, at("links/target") .. ": is not a link", "EINVAL")
    equal(fs.stat(at("links/l")).type, "directory")
    equal(fs.stat(at("links/l"), { follow = false }).type, "link")
    equal(fs.exists(at("links/dangling")), false)
    equal(walked(at("links")), "dangling:link l:link target:directory target/f:file")
    equal(walked(at("links"), { follow = true }), "dangling:link l:directory l/f:file target:directory target/f:file")
    check.list(fs.glob("**/f", at("links")), "target/f")
    equal(fs.copy(at("links"), at("linked"), { recursive = true }), true)
    equal(fs.readlink(at("linked/l")), "target")
    equal(fs.remove(at("linked/l"), { recursive = true }), true)
    equal(fs.remove(at("links/l")), true)
    equal(fs.read(at("links/target/f")), "x")
  end)

  that("fs.copy does not copy into itself through a link", function()
    fs.mkdir(at("through/w/x"))
    fs.symlink("w", at("through/link"))
    fs.symlink("w/x", at("through/inner"))
    for _, name in ipairs({ "link/x/zz", "link/x/zz/y", "link/new", "link/x", "inner/zz", "inner/../zz", "link", "link/" }) do
      equal(code_of(fs.copy(at("through/w"), at("through/" .. name), { recursive = true })), "EINVAL")
    end
    equal(walked(at("through/w")), "x:directory")
    equal(fs.copy(at("through/w/x"), at("through/link/other"), { recursive = true }), true)
    equal(walked(at("through/w")), "other:directory x:directory")
  end)

  that("fs.write with atomic replaces the file that a link leads to, not the link", function()
    fs.mkdir(at("follow/inner"))
    fs.write(at("follow/inner/file"), "old", { mode = 416 })
    fs.symlink("inner/file", at("follow/link"))
    fs.symlink(at("follow/link"), at("follow/again"))
    fs.symlink("inner/new", at("follow/dangling"))
    fs.symlink("around", at("follow/around"))
    equal(fs.write(at("follow/link"), "new", { atomic = true }), true)
    equal(fs.read(at("follow/inner/file")), "new")
    equal(fs.stat(at("follow/inner/file")).mode, 416)
    equal(fs.write(at("follow/again"), "newer", { atomic = true }), true)
    equal(fs.read(at("follow/inner/file")), "newer")
    equal(fs.write(at("follow/dangling"), "made", { atomic = true }), true)
    equal(fs.read(at("follow/inner/new")), "made")
    returns(table.pack(fs.write(at("follow/around"), "x", { atomic = true })), nil, at("follow/around") .. ": Too many levels of symbolic links", "ELOOP")
    for _, name in ipairs({ "link", "again", "dangling", "around" }) do equal(fs.stat(at("follow/" .. name), { follow = false }).type, "link") end
    check.list(fs.list(at("follow")), "again", "around", "dangling", "inner", "link")
    check.list(fs.list(at("follow/inner")), "file", "new")
  end)

  that("fs.remove with recursive takes a link with a slash at its end, not what it leads to", function()
    fs.mkdir(at("slash/target"))
    fs.write(at("slash/target/f"), "x")
    fs.symlink("target", at("slash/link"))
    equal(fs.remove(at("slash/link/"), { recursive = true }), true)
    check.list(fs.list(at("slash")), "target")
    equal(fs.read(at("slash/target/f")), "x")
    equal(code_of(fs.remove(at("slash/target/f/"), { recursive = true })), "ENOTDIR")
  end)

  that("fs.walk follows a link that leads around only once", function()
    fs.mkdir(at("loop/a"))
    fs.symlink("..", at("loop/a/up"))
    equal(walked(at("loop"), { follow = true }), "a:directory a/up:directory")
  end)

  that("names may be any bytes on POSIX", function()
    fs.mkdir(at("raw"))
    equal(fs.write(at("raw/\xff\xfe"), "x"), true)
    check.list(fs.list(at("raw")), "\xff\xfe")
    equal(fs.read(at("raw/\xff\xfe")), "x")
    equal(walked(at("raw")), "\xff\xfe:file")
    equal(fs.copy(at("raw"), at("raw2"), { recursive = true }), true)
    check.list(fs.glob("*", at("raw2")), "\xff\xfe")
  end)

  that("a copy has the permissions, a file that atomic replaces keeps them", function()
    fs.write(at("p"), "")
    fs.chmod(at("p"), 488)
    fs.copy(at("p"), at("q"))
    equal(fs.stat(at("q")).mode, 488)
    fs.write(at("q"), "new", { atomic = true })
    equal(fs.stat(at("q")).mode, 488)
    fs.write(at("q"), "new", { mode = 384 })
    equal(fs.stat(at("q")).mode, 384)
  end)
end

that("fs.tmpdir and fs.tmpfile follow helm.env", function()
  local env = require("helm.env")
  local name = require("helm.platform").is_windows and "TMP" or "TMPDIR"
  local before, other = os.getenv(name), root .. "/temporary"
  fs.mkdir(other)
  env.set(name, other)
  local path = require("helm.path")
  for _, made in ipairs({ assert(fs.tmpdir()), assert(fs.tmpfile()) }) do equal(path.dir(made), path.normalize(other)) end
  if before then env.set(name, before) else env.unset(name) end
end)
