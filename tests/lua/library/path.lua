local check = require("check")
local that, equal, fails, returns = check.that, check.equal, check.fails, check.returns
local path = require("helm.path")

local on_windows = package.config:sub(1, 1) == "\\"

local function table_of(call, cases)
  for input, expected in pairs(cases) do
    local actual = call(input)
    if actual ~= expected then error(("for %q: got %q, expected %q"):format(input, actual, expected), 2) end
  end
end

that("path.normalize", function()
  table_of(path.normalize, {
    [""] = ".", ["."] = ".", ["a"] = "a", ["a/"] = "a", ["a//b"] = "a/b", ["./a/./b/."] = "a/b", ["a/.."] = ".",
    ["a/../.."] = "..", ["../../a"] = "../../a", ["/"] = "/", ["//"] = "/", ["/.."] = "/", ["/../a"] = "/a", ["/a/b/../c"] = "/a/c",
    ["a/b/../../../c"] = "../c", ["..."] = "...", ["/a/"] = "/a",
  })
end)

that("path.base", function()
  table_of(path.base, { ["a/b.txt"] = "b.txt", ["a/b/"] = "b", ["a"] = "a", [""] = "", ["/"] = "/", ["/a"] = "a", ["a/.."] = "..", [".x"] = ".x" })
end)

that("path.dir", function()
  table_of(path.dir, { ["a/b.txt"] = "a", ["a/b/c/"] = "a/b", ["a"] = ".", [""] = ".", ["/"] = "/", ["/a"] = "/", ["/a/b"] = "/a", ["a//b"] = "a", ["a/../b"] = "." })
end)

that("path.ext and path.stem", function()
  table_of(path.ext, { ["a.txt"] = ".txt", ["a.tar.gz"] = ".gz", [".profile"] = "", ["..x"] = "", ["a"] = "", ["a."] = ".", ["d.d/a"] = "", [".a.b"] = ".b", [""] = "" })
  table_of(path.stem, { ["a.txt"] = "a", ["x/a.tar.gz"] = "a.tar", [".profile"] = ".profile", ["a"] = "a", ["a."] = "a", ["d.d/a"] = "a", [".a.b"] = ".a", [""] = "" })
end)

that("path.join", function()
  equal(path.join(), "")
  equal(path.join("", ""), "")
  equal(path.join("a", "", "b"), "a/b")
  equal(path.join("a", "/b"), "a/b")
  equal(path.join("/a", "../../b"), "/b")
  equal(path.join("a", 1), "a/1")
end)

that("path.split", function()
  check.list(path.split("/a/./b/../c"), "/", "a", "c")
  check.list(path.split("../a"), "..", "a")
  check.list(path.split(""))
end)

that("path.abs begins with the working folder, path.rel undoes it", function()
  equal(path.is_abs(path.abs(".")), true)
  equal(path.abs("a/../b"), path.join(path.abs("."), "b"))
  equal(path.rel(path.abs("x/y")), "x/y")
  equal(path.rel("a/b", "a/b"), ".")
  equal(path.rel("a", "a/b/c"), "../..")
  equal(path.rel("a/b", "a/c/d"), "../../b")
  equal(path.rel("aa", "a"), "../aa")
end)

that("path.expand knows the home folder", function()
  local home = path.normalize(require("helm.platform").home())
  equal(path.expand("~"), home)
  equal(path.expand("~/a/b"), path.join(home, "a/b"))
  equal(path.expand("~a/b"), "~a/b")
  equal(path.expand("a~"), "a~")
end)

that("paths keep every byte but zero", function()
  equal(path.join("\xff\xfe", "ž"), "\xff\xfe/ž")
  fails("^bad argument #1 to 'base' %(a path without zero bytes expected%)$", path.base, "a\0b")
end)

that("path refuses what is no path", function()
  for _, name in ipairs({ "normalize", "is_abs", "base", "dir", "ext", "stem", "split", "abs", "rel", "expand", "native" }) do
    fails("^bad argument #1 to '" .. name .. "' %(string expected, got nil%)$", path[name])
  end
  fails("^bad argument #2 to 'join' %(string expected, got boolean%)$", path.join, "a", true)
  fails("^bad argument #2 to 'rel' %(string expected, got table%)$", path.rel, "a", {})
end)

if on_windows then
  that("paths of Windows have drives, servers and both separators", function()
    equal(path.sep, "\\")
    table_of(path.normalize, {
      ["C:\\a\\..\\b"] = "C:/b", ["C:\\"] = "C:/", ["C:/.."] = "C:/", ["C:a\\..\\.."] = "C:..", ["\\\\server\\share\\..\\x"] = "//server/share/x",
      ["\\a"] = "/a",
    })
    table_of(path.dir, { ["C:\\a\\b"] = "C:/a", ["C:\\a"] = "C:/", ["\\\\server\\share\\x"] = "//server/share/", ["C:a"] = "C:" })
    table_of(path.base, { ["C:\\a\\b.txt"] = "b.txt", ["C:b"] = "b", ["C:\\"] = "C:/" })
    for text, expected in pairs({ ["C:\\a"] = true, ["C:a"] = false, ["\\a"] = false, ["a"] = false, ["\\\\server\\share\\x"] = true }) do
      equal(path.is_abs(text), expected)
    end
    equal(path.rel("C:\\A\\b", "c:\\a"), "b")
    returns(table.pack(path.rel("D:\\a", "C:\\a")), nil, "D:\\a: not on the same drive as C:\\a", "EXDEV")
    equal(path.native("C:/a/b"), "C:\\a\\b")
    check.list(path.split("C:\\a\\b"), "C:/", "a", "b")
  end)
else
  that("a backslash is a character like any other on POSIX", function()
    equal(path.sep, "/")
    equal(path.base("a\\b"), "a\\b")
    equal(path.native("a/b"), "a/b")
    equal(path.is_abs("C:/a"), false)
    equal(path.is_abs("/a"), true)
  end)
end
