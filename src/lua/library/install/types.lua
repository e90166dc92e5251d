---@meta helm.install

---Installs the program of a plugin from the plugin's releases: what hooks of plugins do with curl, tar and sha256sum. A hook is a
---script of the plugin whose `main` returns what `release` returns:
---
---```lua
---local function install_schema()
---  return require("helm.install").release{
---    repo = "dadav/helm-schema",
---    asset = "helm-schema_{version}_{os}_{arch}.{ext}",
---    os_names = { linux = "Linux", darwin = "Darwin", windows = "Windows" },
---    arch_names = { amd64 = "x86_64" },
---    ext = { windows = "zip" },
---    checksums = "checksums.txt",
---    bin = "helm-schema",
---  }
---end
---```
---@class helm.install
local install = {}

---What to install. In `asset`, `checksums`, `tag` and `url` the words `{version}`, `{os}`, `{arch}`, `{ext}`, `{name}`, `{repo}` and `{tag}` stand for
---their values; `{name}` is the last part of `repo`. Without `repo` there is no `{name}` and no `{repo}`.
---@class helm.install.options
---@field repo? string `OWNER/NAME` on GitHub. Only with `url` it may be left out.
---@field asset string The name of the file: an archive (tar, tar.gz or zip), or the program itself.
---@field bin string The program: its name in the archive. It comes into the folder `bin` of the plugin, or where a path with a slash says. On Windows `.exe` is added. If the archive has several such files, the one at that path counts, else the executable one, else the one that is least deep.
---@field version? string By default that of `plugin.yaml`.
---@field tag? string By default the version; if there is no such release, with `v` before it or without that.
---@field checksums? string The name of the list of checksums beside the file. Without it nothing is checked.
---@field os_names? table<string, string> How the files call `linux`, `darwin` and `windows`, where that is another word.
---@field arch_names? table<string, string> How they call `amd64`, `arm64` and so on.
---@field ext? string|table<string, string> The extension, or one for each system; `tar.gz` by default.
---@field url? string The URL of the folder that has the files, if it is not that of GitHub's releases: `https://example.com/tool/{version}`.
---@field dir? string The plugin's folder; `HELM_PLUGIN_DIR` by default.
---@field ca? string See [helm.http](#helmhttp).
---@field retries? integer See [helm.http](#helmhttp).

---Downloads a file of a release, compares it with the list of checksums by its name, unpacks the program, and puts it in place with the
---permission to run it. A program that is there already is replaced at the end, if nothing failed. The failures are those of
---`helm.http`, `helm.hash`, `helm.archive` and `helm.fs`; in addition `ENOENT` for an archive without the program, and
---`EINVAL` for one with several files that may be it. In specs, which do not change the plugin itself, it is `EPERM` for the plugin's own folder.
---@param options helm.install.options
---@return boolean? installed
---@return string? message
---@return string? code
function install.release(options) end

return install
