-- What a Windows cannot show of helm.fs: all permissions, and links that everybody can make.
local check = require("check")
local that, equal = check.that, check.equal
local fs = require("helm.fs")

local folder = assert(fs.tmpdir())
local function at(name) return folder .. "/" .. name end

that("fs.chmod reads the changes of the program chmod", function()
  fs.write(at("mode"), "")
  local function after(before, change)
    fs.chmod(at("mode"), before)
    equal(fs.chmod(at("mode"), change), true)
    return ("%o"):format(fs.stat(at("mode")).mode)
  end
  equal(after(420, "+x"), "755")
  equal(after(420, "+w"), "644")
  equal(after(420, "go-r"), "600")
  equal(after(511, "u=rw,go=r"), "644")
  equal(after(511, "o="), "770")
  equal(after(384, "a+r"), "644")
  equal(after(0, 493), "755")
end)

that("fs.move moves a link itself between two file systems", function()
  fs.mkdir(at("x/moved"))
  fs.symlink("moved", at("x/link"))
  local rename = os.rename
  function os.rename() return nil, "Invalid cross-device link", 18 end
  local good, fault = pcall(function() equal(fs.move(at("x/link/"), at("x/other")), true) end)
  os.rename = rename
  if not good then error(fault, 0) end
  equal(fs.readlink(at("x/other")), "moved")
  check.list(fs.list(at("x")), "moved", "other")
end)

fs.remove(folder, { recursive = true })
