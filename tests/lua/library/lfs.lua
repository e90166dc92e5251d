local check = require("check")
local that, equal, fails, returns = check.that, check.equal, check.fails, check.returns
local lfs = require("lfs")
local fs = require("helm.fs")

local on_windows = package.config:sub(1, 1) == "\\"
local root = assert(fs.tmpdir("lfs ž-"))

local function at(name) return root .. "/" .. name end

that("lfs.attributes has LuaFileSystem's names", function()
  fs.write(at("f"), "12345")
  local all = lfs.attributes(at("f"))
  equal(all.mode, "file")
  equal(all.size, 5)
  equal(all.nlink, 1)
  equal(math.type(all.modification), "integer")
  equal(#all.permissions, 9)
  equal(lfs.attributes(at("f"), "size"), 5)
  returns(table.pack(lfs.attributes(root, "mode")), "directory")
  local mine = { kept = true }
  equal(lfs.attributes(at("f"), mine), mine)
  equal(mine.kept and mine.size, 5)
  fails("invalid attribute name 'sise'$", lfs.attributes, at("f"), "sise")
  returns(table.pack(lfs.attributes(at("absent"))), nil, ("cannot obtain information from file '%s': No such file or directory"):format(at("absent")), 2)
end)

that("lfs.touch sets the times", function()
  equal(lfs.touch(at("f"), 1000000000, 1234567890), true)
  equal(lfs.attributes(at("f"), "modification"), 1234567890)
  equal(lfs.touch(at("f"), 1000000000), true)
  equal(lfs.attributes(at("f"), "modification"), 1000000000)
  equal(lfs.touch(at("f")), true)
  equal(lfs.attributes(at("f"), "modification") > 1000000000, true)
  returns(table.pack(lfs.touch(at("absent"))), nil, "No such file or directory", 2)
end)

that("lfs.mkdir and lfs.rmdir make and remove one folder", function()
  equal(lfs.mkdir(at("d")), true)
  returns(table.pack(lfs.mkdir(at("d"))), nil, "File exists", 17)
  returns(table.pack(lfs.mkdir(at("absent/d"))), nil, "No such file or directory", 2)
  returns(table.pack(lfs.rmdir(at("f"))), nil, "Not a directory", 20)
  equal(lfs.rmdir(at("d")), true)
  returns(table.pack(lfs.rmdir(at("d"))), nil, "No such file or directory", 2)
end)

that("lfs.dir gives every name, with . and ..", function()
  lfs.mkdir(at("many"))
  for _, name in ipairs({ "b", "a", ".h" }) do fs.write(at("many/" .. name), "") end
  local names = {}
  for name in lfs.dir(at("many")) do names[#names + 1] = name end
  table.sort(names)
  check.list(names, ".", "..", ".h", "a", "b")
  local _, directory = lfs.dir(at("many"))
  equal(type(directory:next()), "string")
  directory:close()
  fails("closed directory", directory.next, directory)
  fails("cannot open .*absent: No such file or directory$", lfs.dir, at("absent"))
end)

that("lfs.chdir changes the working folder of the script and of what it starts", function()
  local before = lfs.currentdir()
  equal(lfs.chdir(root), true)
  equal(fs.read("f"), "12345")
  equal(require("helm.path").abs("f"), require("helm.path").join(lfs.currentdir(), "f"))
  local pipe = io.popen(on_windows and "if exist f echo yes" or "test -e f && echo yes")
  equal(pipe:read("l"), "yes")
  pipe:close()
  equal(lfs.chdir(before), true)
  equal(lfs.currentdir(), before)
  local result, message = lfs.chdir(at("absent"))
  equal(result, nil)
  equal(message, ("Unable to change working directory to '%s'\nNo such file or directory\n"):format(at("absent")))
end)

that("lfs.lock_dir lets only one in", function()
  local lock = assert(lfs.lock_dir(root))
  returns(table.pack(lfs.lock_dir(root)), nil, "File exists")
  returns(table.pack(lfs.lock_dir(root, 1000)), nil, "File exists")
  lfs.touch(at("lockfile.lfs"), 1000000000)
  local second = assert(lfs.lock_dir(root, 1000))
  second:free()
  lock:free()
  equal(fs.exists(at("lockfile.lfs")), false)
end)

that("lfs.lock, lfs.unlock and hard links are not there, and say so", function()
  for _, call in ipairs({ lfs.lock, lfs.unlock }) do
    local result, message = call(io.stdout, "w")
    equal(result, nil)
    equal(message, "Function not implemented")
  end
  equal(lfs.link(at("f"), at("hard")), nil)
end)

that("lfs.setmode", function()
  returns(table.pack(lfs.setmode(io.stdout, "binary")), true, "binary")
  fails("invalid option 'x'", lfs.setmode, io.stdout, "x")
end)

if not on_windows then
  that("lfs.symlinkattributes tells of the link", function()
    equal(lfs.link("f", at("l"), true), true)
    equal(lfs.symlinkattributes(at("l"), "mode"), "link")
    equal(lfs.symlinkattributes(at("l"), "target"), "f")
    equal(lfs.symlinkattributes(at("l")).target, "f")
    equal(lfs.attributes(at("l"), "mode"), "file")
    equal(lfs.attributes(at("l")).target, nil)
    lfs.touch(at("f"))
    fs.chmod(at("f"), 420)
    equal(lfs.attributes(at("l"), "permissions"), "rw-r--r--")
  end)
end
