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
  local test, json = require("helm.test"), require("helm.json")
  test.program("kubectl", { stdout = "{}" })
  test.env({ HELM_KUBETOKEN = "first", KUBECONFIG = "own", HELM_KUBECONTEXT = false, HELM_NAMESPACE = false, HELM_KUBEASGROUPS = false })
  -- The arguments, the file before that with the token, and that one.
  local function called(run, words)
    run(words)
    local call = test.calls()[#test.calls()]
    local before, file = (call.env.KUBECONFIG or ""):match("^([^" .. separator .. "]*)" .. separator .. "(.*)$")
    return table.concat(call.argv, " "), before, file
  end
  local function token_in(file) return json.decode(fs.read(file)).users[1].user.token end
  local _, own, first = called(kube.run, { "x" })
  equal(own, "own")
  equal(token_in(first), "first")
  check.returns(table.pack(called(kube.json, { "x" })), "kubectl --user=helm-token x -o json", "own", first)
  local words = "kubectl --user=helm-token get pods"
  check.returns(table.pack(called(kube.run, { "get", "--kubeconfig=other", "pods" })), words, "other", first)
  check.returns(table.pack(called(kube.run, { "get", "--kubeconfig", "other", "pods" })), words, "other", first)
  words = "kubectl --user=helm-token exec x -- helm --kubeconfig=inner"
  check.returns(table.pack(called(kube.run, { "exec", "x", "--", "helm", "--kubeconfig=inner" })), words, "own", first)
  fs.remove(first)
  local _, _, second = called(kube.run, { "x" })
  equal(second ~= first and token_in(second), "first")
  test.env({ HELM_KUBETOKEN = "other" })
  equal(token_in(select(3, called(kube.run, { "x" }))), "other")
  test.env({ HELM_KUBETOKEN = false })
  check.returns(table.pack(called(kube.run, { "get", "--kubeconfig=other" })), "kubectl get --kubeconfig=other", nil, nil)
  test.reset()
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
