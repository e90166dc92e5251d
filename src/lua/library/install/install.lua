local host, arguments = ...

local install = {}

local archive, fs, hash = require("helm.archive"), require("helm.fs"), require("helm.hash")
local http, path, platform = require("helm.http"), require("helm.path"), require("helm.platform")
local wishes, program = host.parts.wishes(), host.parts.program()

local function plugin_version(folder)
  local file = path.join(folder, "plugin.yaml")
  local text, message, code = fs.read(file)
  if not text then return nil, message, code end
  local manifest = require("helm.yaml").decode(text)
  local version = type(manifest) == "table" and manifest.version
  if type(version) == "string" or type(version) == "number" then return tostring(version) end
  return nil, file .. ": no version in it; give the option 'version'", "EINVAL"
end

local function transfer_options(options) return { ca = options.ca, retries = options.retries } end

-- Downloads to a folder from the first candidate that is there.
local function download(options, candidates, folder)
  local message, code, status
  for _, candidate in ipairs(candidates) do
    local file = path.join(folder, path.base(candidate.asset))
    local wanted = transfer_options(options)
    wanted.progress = true
    local done
    done, message, code, status = http.download(candidate.url .. "/" .. candidate.asset, file, wanted)
    if done then return file, candidate end
    if status ~= 404 then break end
  end
  if status == 404 then
    message = ("%s; is there a release for %s/%s?"):format(message, platform.os, platform.arch)
  end
  return nil, message, code
end

local function verify(options, candidate, file)
  if not candidate.checksums then return true end
  local url = candidate.url .. "/" .. candidate.checksums
  local list, list_message, list_code = http.get(url, transfer_options(options))
  if not list then return nil, list_message, list_code end
  if list.status ~= 200 then
    return nil, ("%s: the server answered with status %d"):format(list.url, list.status), "EHTTP"
  end
  local good, message, code = hash.verify(file, list.body)
  if good then return true end
  -- The file is a temporary one, which its user does not know.
  if message:sub(1, #file) == file then message = candidate.url .. "/" .. candidate.asset .. message:sub(#file + 1) end
  return nil, message, code
end

local function is_archive(file)
  local handle, message, number = io.open(file, "rb")
  if not handle then return nil, message, host.error_name(number) end
  local start = handle:read(262) or ""
  handle:close()
  return start:sub(1, 4) == "PK\3\4" or start:sub(1, 2) == "\x1f\x8b" or start:sub(258, 262) == "ustar"
end

-- Copies the program out of a file to another one. The file is in a folder of its own, which is removed later.
local function unpack_to(file, bin, target)
  local packed, message, code = is_archive(file)
  if packed == nil then return nil, message, code end
  if not packed then return fs.copy(file, target) end
  local folder = file .. ".content"
  local names
  names, message, code = archive.extract(file, folder, { include = "**/" .. path.base(bin) })
  if not names then return nil, message, code end
  local name
  name, message, code = program.choose(file, names, bin)
  if not name then return nil, ("%s: %s"):format(path.base(file), message), code end
  return fs.copy(path.join(folder, name), target)
end

-- Puts the program in its place, with the permission to run it. The old one stays until then.
local function place(file, options, folder)
  local bin = options.bin
  if platform.is_windows and not bin:lower():find("%.exe$") then bin = bin .. ".exe" end
  local target = path.join(folder, bin:find("[/\\]") and bin or "bin/" .. bin)
  local made, message, code = fs.mkdir(path.dir(target))
  if not made then return nil, message, code end
  local temporary = ("%s.%s.tmp"):format(target, host.random())
  host.note_temporary(temporary)
  made, message, code = unpack_to(file, bin, temporary)
  if made then made, message, code = fs.chmod(temporary, 493) end
  if made then
    local moved, move_message, number = os.rename(temporary, target)
    if moved then
      host.forget_temporary(temporary)
      return target
    end
    message, code = ("%s: %s"):format(target, move_message), host.error_name(number)
  end
  os.remove(temporary)
  host.forget_temporary(temporary)
  return nil, message, code
end

local OF_SPEC = "specs do not change the plugin itself: copy plugin.yaml to helm.test's dir(), and set HELM_PLUGIN_DIR to that by its env()"

-- Whether a folder is that of the plugin whose specs run, or below it.
local function is_of_spec(folder)
  local way = host.plugin and path.rel(folder, host.plugin)
  return way and not path.is_abs(way) and way:match("^[^/]+") ~= ".."
end

-- Returns the path of the program.
local function install_release(options, candidates, folder)
  local temporary, message, code = fs.tmpdir()
  if not temporary then return nil, message, code end
  local file, candidate, download_code = download(options, candidates, temporary)
  if not file then return nil, candidate, download_code end
  local good
  good, message, code = verify(options, candidate, file)
  if not good then return nil, message, code end
  if is_of_spec(folder) then return nil, OF_SPEC, "EPERM" end
  return place(file, options, folder)
end

function install.release(options)
  options = arguments.options(options, 1, "release", wishes.KNOWN)
  local wrong = wishes.wrong(options)
  if wrong then arguments.refuse(1, "release", wrong) end
  local folder = options.dir or os.getenv("HELM_PLUGIN_DIR")
  if not folder then return nil, "HELM_PLUGIN_DIR is not set; give the option 'dir'", "EINVAL" end
  local version, message, code = options.version, nil, nil
  if not version then
    version, message, code = plugin_version(folder)
    if not version then return nil, message, code end
  end
  local candidates, unknown = wishes.resolve(options, version)
  if not candidates then arguments.refuse(1, "release", unknown) end
  local installed
  installed, message, code = install_release(options, candidates, folder)
  if not installed then return nil, message, code end
  return true
end

return install
