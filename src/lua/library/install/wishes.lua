-- helm.install: what the options of a release mean on this platform.
local platform = require("helm.platform")

local wishes = {}

wishes.KNOWN = {
  repo = "string", asset = "string", bin = "string", version = "string", tag = "string", checksums = "string", url = "string",
  os_names = "table", arch_names = "table", ext = "string|table", dir = "string", ca = "string", retries = "number",
}

local URL = "https://github.com/{repo}/releases/download/{tag}"

-- The words for the error; nothing if all is well.
function wishes.wrong(options)
  for _, name in ipairs({ "repo", "asset", "bin" }) do
    local is_needed = name ~= "repo" or not options.url
    if is_needed and (options[name] or "") == "" then return ("option '%s': string expected, got nothing"):format(name) end
  end
  if options.repo and not options.repo:find("^[^/%s]+/[^/%s]+$") then
    return ("option 'repo': OWNER/NAME expected, got '%s'"):format(options.repo)
  end
  if options.bin:find("^[/\\]") or options.bin:find(":", 1, true) or ("/" .. options.bin .. "/"):find("[/\\]%.%.[/\\]") then
    return ("option 'bin': a path below the plugin's folder expected, got '%s'"):format(options.bin)
  end
end

local function extension(ext)
  if type(ext) == "string" then return ext end
  return ext and (ext[platform.os] or ext.default) or "tar.gz"
end

-- Replaces {version} and so on. An unknown word is a mistake of the plugin.
local function fill(template, values)
  local unknown
  local text = template:gsub("{([%w_]+)}", function(name)
    unknown = unknown or not values[name] and name
    return values[name]
  end)
  if unknown then return nil, ("unknown word {%s} in '%s'"):format(unknown, template) end
  return text
end

-- The places where a release may be: with the tag as it is given, or the version with and without "v".
local function tags_of(options, values)
  if options.tag then return { fill(options.tag, values) } end
  local bare = values.version:gsub("^v", "")
  return { values.version, values.version == bare and "v" .. bare or bare }
end

-- The candidates: { asset, url of the folder, checksums }. Or nil and what is wrong with a template.
function wishes.resolve(options, version)
  local values = {
    name = options.repo and options.repo:match("[^/]+$"), repo = options.repo, version = version,
    os = options.os_names and options.os_names[platform.os] or platform.os,
    arch = options.arch_names and options.arch_names[platform.arch] or platform.arch,
    ext = extension(options.ext),
  }
  local candidates = {}
  for _, tag in ipairs(tags_of(options, values)) do
    values.tag = tag
    local asset, asset_message = fill(options.asset, values)
    local url, url_message = fill(options.url or URL, values)
    local checksums, message = fill(options.checksums or "", values)
    if not (asset and url and checksums) then return nil, asset_message or url_message or message end
    candidates[#candidates + 1] = { asset = asset, url = url, checksums = checksums ~= "" and checksums or nil }
  end
  if #candidates == 0 then return nil, select(2, fill(options.tag, values)) end
  return candidates
end

return wishes
