local check = require("check")
local that, fails, returns = check.that, check.fails, check.returns
local install, fs = require("helm.install"), require("helm.fs")

local function with(changes)
  local options = { repo = "o/tool", asset = "tool", bin = "tool", version = "1", dir = ".", url = "http://127.0.0.1:1", retries = 0 }
  for name, value in pairs(changes) do options[name] = value or nil end
  return options
end

that("install.release refuses wrong options", function()
  for message, changes in pairs({
    ["option 'repo': string expected, got nothing"] = { repo = false, url = false },
    ["unknown word {repo} in 'https://127.0.0.1/{repo}'"] = { repo = false, url = "https://127.0.0.1/{repo}" },
    ["unknown word {name} in '{name}-{version}'"] = { repo = false, asset = "{name}-{version}" },
    ["option 'asset': string expected, got nothing"] = { asset = "" },
    ["option 'bin': string expected, got nothing"] = { bin = false },
    ["option 'repo': OWNER/NAME expected, got 'tool'"] = { repo = "tool" },
    ["option 'bin': a path below the plugin's folder expected, got '../tool'"] = { bin = "../tool" },
    ["option 'bin': a path below the plugin's folder expected, got '/tool'"] = { bin = "/tool" },
    ["option 'bin': a path below the plugin's folder expected, got 'c:tool'"] = { bin = "c:tool" },
    ["option 'checksums': string expected, got boolean"] = { checksums = true },
    ["unknown option 'repository'"] = { repository = "x" },
    ["unknown word {versoin} in 'tool-{versoin}'"] = { asset = "tool-{versoin}" },
    ["unknown word {x} in '{x}'"] = { tag = "{x}" },
  }) do
    fails("^bad argument #1 to 'release' %(" .. message:gsub("%p", "%%%0") .. "%)$", install.release, with(changes))
  end
  fails("^bad argument #1 to 'release' %(table expected, got string%)$", install.release, "o/tool")
end)

that("install.release needs the version of a manifest", function()
  local folder = assert(fs.tmpdir())
  local _, _, code = install.release(with({ version = false, dir = folder }))
  check.equal(code, "ENOENT")
  assert(fs.write(folder .. "/plugin.yaml", "name: tool\n"))
  returns(table.pack(install.release(with({ version = false, dir = folder }))), nil,
    folder .. "/plugin.yaml: no version in it; give the option 'version'", "EINVAL")
end)
