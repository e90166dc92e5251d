local check = require("check")
local that, equal, fails, returns = check.that, check.equal, check.fails, check.returns
local env, fs, kube = require("helm.env"), require("helm.fs"), require("helm.kube")

local on_windows = package.config:sub(1, 1) == "\\"
local root = assert(fs.tmpdir("luff-kube-"))

-- A kubectl that writes its arguments into a file, prints the answer, and fails if it has a file "status".
local function install()
  if on_windows then
    local lines = { "@echo off", '(echo %*)> "%~dp0args"', '(echo %KUBECONFIG%)> "%~dp0config"', 'for %%f in ("%KUBECONFIG:;=" "%") do copy /y %%f "%~dp0token" >nul 2>&1', 'type "%~dp0answer"', 'if exist "%~dp0status" (echo no luck>&2& exit /b 3)' }
    assert(fs.write(root .. "/kubectl.cmd", table.concat(lines, "\r\n") .. "\r\n"))
    return
  end
  local script = '#!/bin/sh\ncd "${0%/*}"\necho "$*" > args\necho "$KUBECONFIG" > config\ncp "${KUBECONFIG##*:}" token 2> /dev/null\ncat answer\n[ ! -e status ] || { echo no luck >&2; exit 3; }\n'
  assert(fs.write(root .. "/kubectl", script))
  assert(fs.chmod(root .. "/kubectl", "+x"))
end

install()
local separator = on_windows and ";" or ":"
env.set("PATH", require("helm.path").native(root) .. separator .. os.getenv("PATH"))
for name in pairs(env.all()) do
  if name:find("^HELM_KUBE") or name == "HELM_NAMESPACE" then env.unset(name) end
end

local function answer(text) assert(fs.write(root .. "/answer", text)) end

local function args() return (assert(fs.read(root .. "/args")):gsub("%s+$", "")) end

that("kube.run and kube.json pass on what Helm was told", function()
  answer('{"kind":"List"}')
  equal(kube.run({ "get", "pods" }).stdout, '{"kind":"List"}')
  equal(args(), "get pods")
  env.set("HELM_KUBECONTEXT", "test")
  env.set("HELM_NAMESPACE", "team")
  env.set("HELM_KUBEASGROUPS", "a,b")
  env.set("HELM_KUBETOKEN", "s3cret")
  equal(kube.json({ "get", "pods" }).kind, "List")
  local expected = "--context=test --namespace=team --user=helm-token --as-group=a --as-group=b get pods -o json"
  equal((args():gsub('"', "")), expected)
end)

-- The files of the KUBECONFIG that kubectl got last.
local function files()
  local list = {}
  for file in assert(fs.read(root .. "/config")):gsub("[\r\n]", ""):gmatch("[^" .. separator .. "]+") do list[#list + 1] = file end
  return list
end

that("a token comes to kubectl in a file behind the user's own configuration", function()
  for _, own in ipairs({ "a" .. separator .. "b", "" }) do
    env.set("KUBECONFIG", own)
    equal(kube.run({ "get", "pods" }).ok, true)
    local list = files()
    equal(#list, own == "" and 2 or 3)
    -- The stand-in copies the file itself: what it prints of a path is in the console's own characters.
    local user = require("helm.json").decode(fs.read(root .. "/token")).users[1]
    check.list({ user.name, user.user.token }, "helm-token", "s3cret")
    equal(list[1]:find(own == "" and "config$" or "^a$") ~= nil, true)
    equal(args():find("s3cret", 1, true), nil)
  end
  kube.run({ "x" }, { env = { KUBECONFIG = "other", X = "1" } })
  equal(files()[1], "other")
  env.unset("HELM_KUBETOKEN")
  kube.run({ "x" }, { env = { KUBECONFIG = "other" } })
  check.list(files(), "other")
end)

that("one file has the token for all calls, and a file of --kubeconfig stands before it", function()
  env.set("HELM_KUBETOKEN", "first")
  env.set("KUBECONFIG", "own")
  kube.run({ "x" })
  local first = files()[2]
  kube.json({ "x" })
  equal(files()[2], first)
  for _, given in ipairs({ { "get", "--kubeconfig=other", "pods" }, { "get", "--kubeconfig", "other", "pods" } }) do
    kube.run(given)
    check.list(files(), "other", first)
    equal(args():match("get.*"), "get pods")
  end
  kube.run({ "exec", "x", "--", "helm", "--kubeconfig=inner" })
  equal(args():match("exec.*"):gsub('"', ""), "exec x -- helm --kubeconfig=inner")
  check.list(files(), "own", first)
  fs.remove(first)
  kube.run({ "x" })
  equal(files()[2] ~= first and fs.is_file(files()[2]), true)
  env.set("HELM_KUBETOKEN", "second")
  kube.run({ "x" })
  equal(require("helm.json").decode(fs.read(files()[2])).users[1].user.token, "second")
  env.unset("HELM_KUBETOKEN")
  kube.run({ "get", "--kubeconfig=other" })
  equal(args():match("get.*"):gsub('"', ""), "get --kubeconfig=other")
  check.list(files(), "own")
end)

that("kube.json says why kubectl failed", function()
  fs.write(root .. "/status", "")
  returns(table.pack(kube.json({ "get" })), nil, "kubectl: exit status 3: no luck", "EFAILED")
  equal(kube.run({ "get" }).code, 3)
  fs.remove(root .. "/status")
  answer("{")
  equal((kube.json({ "get" })), nil)
end)

local function secrets(...)
  local items = {}
  for index, data in ipairs({ ... }) do
    items[index] = ('{"metadata":{"labels":{"version":"%d"}},"data":{"release":"%s"}}'):format(index, data)
  end
  return '{"items":[' .. table.concat(items, ",") .. "]}"
end

that("kube.release unpacks the last revision", function()
  local zlib, base64 = require("zlib"), require("helm.encoding").base64
  local function packed(text) return base64.encode(base64.encode((zlib.deflate(9, 31)(text, "finish")))) end
  answer(secrets("eA==", packed('{"name":"web","version":2,"manifest":"ž"}')))
  local release = assert(kube.release("web", "other"))
  check.list({ release.name, release.version, release.manifest }, "web", 2, "ž")
  equal(args():find("--namespace=other", 1, true) ~= nil, true)
  equal(args():find("owner=helm,name=web", 1, true) ~= nil, true)
end)

that("kube.release fails without a release, and for a broken one", function()
  answer('{"items":[]}')
  returns(table.pack(kube.release("web")), nil, "there is no release web", "ENOENT")
  answer(secrets("?"))
  equal((select(3, kube.release("web"))), "EINVAL")
  answer(secrets("YVc1MllXeHBaQT09"))
  equal((select(3, kube.release("web"))), "EINVAL")
end)

that("kube refuses wrong arguments", function()
  fails("^bad argument #1 to 'run' %(table expected, got nil%)$", kube.run)
  fails("^bad argument #1 to 'json' %(table expected, got string%)$", kube.json, "x")
  fails("^bad argument #1 to 'run' %(element #2: string expected, got nil%)$", kube.run, { "get", nil, "--dry-run" })
  fails("the name of a release expected", kube.release, "a,b")
  fails("^bad argument #2 to 'release' %(string expected, got table%)$", kube.release, "web", {})
end)
