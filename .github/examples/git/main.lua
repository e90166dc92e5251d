#!/usr/bin/env luff
-- A getter, as helm-git is one: makes charts and indexes out of git repositories. A URL is
--   git+<file, http, https or ssh>://HOST/REPOSITORY[@FOLDER]/FILE[?ref=BRANCH-OR-TAG&sparse=1&depupdate=1&package=1]
-- FILE is index.yaml, CHART-VERSION.tgz, or a file of the folder. Variables: HELM_GIT_HELM_BIN, HELM_GIT_CHART_CACHE (a folder),
-- HELM_GIT_CHART_CACHE_STRATEGY (repo or chart), HELM_GIT_REPO_CACHE (a folder), HELM_GIT_DEBUG and HELM_GIT_TRACE.
local encoding, env, fail, fs = require "helm.encoding", require "helm.env", require "helm.fail", require "helm.fs"
local hash, log, path, process = require "helm.hash", require "helm.log", require "helm.path", require "helm.process"
local yaml = require "helm.yaml"

local SCHEMES = { file = true, http = true, https = true, ssh = true }
local NESTED = "HELM_GIT_DEPENDENCY_CIRCUITBREAKER"

local function variable(name)
  local value = env.get(name)
  return value ~= "" and value or nil
end

local function debug(...)
  if variable("HELM_GIT_DEBUG") == "1" or variable("HELM_GIT_TRACE") == "1" then io.stderr:write("helm-git: ", ..., "\n") end
end

-- Without a name and a password.
local function shown(url) return (url:gsub("//[^/@]*@", "//")) end

-- Runs a program and returns what it prints: only the file that was asked for may go to stdout.
local function run(argv, variables)
  local call = shown(table.concat(argv, " "))
  debug(call)
  local result, message = process.run(argv, { env = variables, text = true })
  if not result then fail(message) end
  if result.ok then return result.stdout end
  fail(("%s failed with status %d\n%s"):format(call, result.code, shown(result.stderr)))
end

local function git(...) return run({ "git", ... }, { GIT_TERMINAL_PROMPT = "0" }) end

local function helm(...)
  local program = variable("HELM_GIT_HELM_BIN") or variable("HELM_BIN") or "helm"
  local name = path.base(program)
  if name:find("terraform-provider-helm", 1, true) or name:find("^diff") or name:find("^luff") then program = "helm" end
  return run({ program, ... }, { [NESTED] = "true" })
end

local function flag(parameters, name)
  local value = parameters[name] or "1"
  if value ~= "0" and value ~= "1" then fail(("%s is 0 or 1, got '%s'"):format(name, value)) end
  return value == "1"
end

local function parameters_of(query)
  local parameters = {}
  for name, value in query:gmatch("([^&=]+)=([^&]*)") do parameters[name] = encoding.url.decode(value) or value end
  return parameters
end

-- The parts of a URL: all that a message or another program gets to see is checked here.
local function read_url(url)
  local scheme, host, place, query = url:match("^git%+(%l+)://([^/?]*)/([^?]*)%??(.*)$")
  if not SCHEMES[scheme] then fail(("'%s': a URL such as git+https://HOST/REPOSITORY@FOLDER/FILE expected"):format(shown(url))) end
  local repository, rest = place:match("^([^@]*)@(.*)$")
  if not repository then repository, rest = place:match("^(.-)/?([^/]*)$") end
  local folder, file = rest:match("^(.-)/?([^/]*)$")
  folder = folder:gsub("^/+", ""):gsub("/+$", "")
  if file == "" or repository == "" then fail(("'%s': the repository or the file is missing"):format(shown(url))) end
  for part in (folder .. "/" .. file):gmatch("[^/\\]+") do
    if part == ".." or part == ".git" then fail(("'%s': '%s' leaves the repository's files"):format(shown(url), part)) end
  end
  local parameters = parameters_of(query)
  local ref = parameters.ref ~= "" and parameters.ref or nil
  if ref and ref:find("^%-") then fail(("ref '%s' begins with '-'"):format(ref)) end
  return {
    host = host, repository = repository, folder = folder, file = file, ref = ref,
    source = ("%s://%s/%s"):format(scheme, host, repository),
    sparse = flag(parameters, "sparse"), update = flag(parameters, "depupdate"), package = flag(parameters, "package"),
  }
end

local function default_branch(source)
  local branch = git("ls-remote", "--symref", "--", source, "HEAD"):match("ref: refs/heads/(%S+)")
  if not branch then log.warn("the repository names no default branch: taking master") end
  return branch or "master"
end

-- The URL with all parameters: it leads back here from an index.
local function canonical(wanted)
  local function digit(is) return is and "1" or "0" end
  return ("git+%s@%s?ref=%s&sparse=%s&depupdate=%s&package=%s"):format(wanted.source, wanted.folder,
    encoding.url.encode(wanted.ref), digit(wanted.sparse), digit(wanted.update), digit(wanted.package))
end

local function fetch(folder, source, ref)
  git("-C", folder, "fetch", "--quiet", "-u", "--depth=1", "--", source, ("+refs/*/%s:refs/*/%s"):format(ref, ref), ref)
end

-- Fetches into a repository that stays, and returns its path.
local function cached_repository(wanted, cache)
  local name = wanted.repository:gsub("[:\\]", "_")
  local folder = path.join(cache, wanted.host:match("[^@]*$") == "" and "localhost" or wanted.host:match("[^@]*$"):gsub(":", "_"), name)
  if not fs.is_dir(folder) then git("init", "--quiet", "--bare", folder) end
  fetch(folder, wanted.source, wanted.ref)
  return path.abs(folder)
end

local function check_out(wanted)
  local tree = assert(fs.tmpdir("helm-git-"))
  local cache = variable("HELM_GIT_REPO_CACHE")
  git("init", "--quiet", tree)
  if wanted.sparse and wanted.folder ~= "" then
    git("-C", tree, "sparse-checkout", "set", "--no-cone", ("/%s/*"):format(wanted.folder))
  end
  fetch(tree, cache and cached_repository(wanted, cache) or wanted.source, wanted.ref)
  git("-C", tree, "checkout", "--quiet", wanted.ref, "--")
  if #assert(fs.list(tree)) < 2 then fail("No files have been checked out") end
  return path.join(tree, wanted.folder)
end

local function make_charts(wanted, folder, target)
  local only = variable("HELM_GIT_CHART_CACHE_STRATEGY") == "chart" and wanted.file:match("^(.*)%-v?%d+%.%d+%.%d.*%.tgz$")
  local refreshed, found = variable(NESTED), false
  for _, pattern in ipairs({ "Chart.yaml", "*/Chart.yaml" }) do
    for _, manifest in ipairs(fs.glob(pattern, folder)) do
      local file = path.join(folder, manifest)
      local chart = assert(yaml.decode(assert(fs.read(file))))
      if not only or chart.name == only then
        found = true
        if wanted.update and (chart.dependencies or fs.exists(path.join(path.dir(file), "requirements.yaml"))) then
          helm("dependency", "update", path.dir(file), refreshed and "--skip-refresh" or nil)
          refreshed = true
        end
        helm("package", "--destination", target, path.dir(file))
      end
    end
  end
  if not found then fail(("No charts have been found in '%s'"):format(wanted.folder)) end
end

-- A chart is complete without an index of the charts; a cache keeps both.
local function build(wanted, folder, cache)
  local target = folder
  if wanted.package then
    target = assert(fs.tmpdir("helm-git-charts-"))
    make_charts(wanted, folder, target)
  end
  if cache or wanted.file == "index.yaml" then helm("repo", "index", "--url=" .. canonical(wanted), target) end
  return target
end

-- The folder in which a URL's files are kept; nil without a cache.
local function cache_of(url, wanted)
  local cache = variable("HELM_GIT_CHART_CACHE")
  if not cache then return nil end
  local key = variable("HELM_GIT_CHART_CACHE_STRATEGY") == "repo" and canonical(wanted) or url
  return path.join(cache, hash.md5(key))
end

local function content_of(url, wanted)
  local cache = cache_of(url, wanted)
  local kept = cache and fs.read(path.join(cache, wanted.file))
  if kept then return kept end
  local folder = check_out(wanted)
  local content = fs.read(path.join(folder, wanted.file))
  if content then return content end
  local target = build(wanted, folder, cache)
  content = fs.read(path.join(target, wanted.file))
  if not content then fail(("There is no file %s for '%s'"):format(wanted.file, shown(url))) end
  if cache then
    assert(fs.mkdir(cache))
    assert(fs.copy(target, cache, { recursive = true }))
  end
  return content
end

-- Helm gives a certificate file, a key file and a CA file, which git does not need, and the URL.
function main(_, _, _, url)
  if not url then fail("usage: git CERT KEY CA URL", 2) end
  local wanted = read_url(url)
  wanted.ref = wanted.ref or default_branch(wanted.source)
  io.write(content_of(url, wanted))
end
