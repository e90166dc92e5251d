-- helm.fs: temporary files and folders.
local fs, host, arguments, entries, remove_tree = ...
local path = require("helm.path")
local join = entries.join

local ATTEMPTS = 100

-- A new path in the temporary folder, for which `make` succeeded. It is removed when the script ends.
local function temporary(prefix, make)
  local folder = path.normalize(host.temporary())
  for _ = 1, ATTEMPTS do
    local file = join(folder, prefix .. host.random())
    local good, message, code = make(file)
    if good then
      host.note_temporary(file)
      require("helm.defer")(function()
        if remove_tree(file) then host.forget_temporary(file) end
      end)
      return file
    end
    if code ~= "EEXIST" then return nil, message, code end
  end
  return nil, folder .. ": no free name for a temporary file", "EEXIST"
end

-- Whether a prefix is the beginning of a name: with a separator it would lead out of the temporary folder.
local function is_prefix(prefix) return not prefix:find(host.is_windows and "[/\\:]" or "/") end

local UNFIT = "the beginning of a name, without separators, expected, got '%s'"

function fs.tmpdir(prefix)
  prefix = arguments.optional_path(prefix, 1, "tmpdir") or "luff-"
  if not is_prefix(prefix) then arguments.refuse(1, "tmpdir", UNFIT:format(prefix)) end
  return temporary(prefix, function(file) return host.make_folder(file, 448) end)
end

function fs.tmpfile(prefix)
  prefix = arguments.optional_path(prefix, 1, "tmpfile") or "luff-"
  if not is_prefix(prefix) then arguments.refuse(1, "tmpfile", UNFIT:format(prefix)) end
  return temporary(prefix, host.make_file)
end
