-- What a Windows cannot show of helm.archive: links that everybody can make, and that stay links.
local check = require("check")
local that, equal = check.that, check.equal
local archive, fs = require("helm.archive"), require("helm.fs")

local folder = assert(fs.tmpdir())

-- An archive of a new folder that the function fills.
local number = 0
local function archive_of(format, fill)
  number = number + 1
  local from = folder .. "/in" .. number
  fs.mkdir(from)
  fill(from)
  local file = from .. "." .. format
  equal(archive.create(file, from), true)
  return file
end

that("archive.extract goes through no link on the disk", function()
  local out = folder .. "/out"
  fs.mkdir(out)
  fs.mkdir(folder .. "/elsewhere")
  fs.write(folder .. "/outside", "kept")
  fs.symlink(folder .. "/outside", out .. "/c")
  fs.symlink(folder .. "/elsewhere", out .. "/d")
  local file = archive_of("tar", function(from) fs.write(from .. "/c", "new") end)
  check.list(archive.extract(file, out), "c")
  equal(fs.read(folder .. "/outside"), "kept")
  equal(fs.read(out .. "/c"), "new")
  local below = archive_of("tar", function(from)
    fs.mkdir(from .. "/d")
    fs.write(from .. "/d/x", "new")
  end)
  equal(select(3, archive.extract(below, out, { include = "d/x" })), "EPERM")
  check.list(fs.list(folder .. "/elsewhere"))
end)

for _, format in ipairs({ "tar", "tar.gz", "zip" }) do
  that("links stay links, as " .. format, function()
    local file = archive_of(format, function(from)
      fs.mkdir(from .. "/d")
      fs.write(from .. "/d/f", "text")
      fs.symlink("f", from .. "/d/l")
      fs.symlink("d", from .. "/top")
    end)
    local out = folder .. "/links-" .. format
    check.list(archive.extract(file, out), "d/f", "d/l", "top")
    equal(fs.readlink(out .. "/d/l"), "f")
    equal(fs.readlink(out .. "/top"), "d")
    equal(fs.read(out .. "/top/l"), "text")
  end)
end

fs.remove(folder, { recursive = true })
