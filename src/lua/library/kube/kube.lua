local host, arguments = ...

local kube = {}

local process = require("helm.process")
local output = host.parts.output(arguments)

local function variable(name)
  local value = os.getenv(name)
  return value ~= "" and value or nil
end

-- kubectl reads KUBECONFIG itself. The rest of what Helm was told it gets by flags.
local FLAGS = {
  { "HELM_KUBECONTEXT", "--context" },
  { "HELM_NAMESPACE", "--namespace" },
  { "HELM_KUBEAPISERVER", "--server" },
  { "HELM_KUBEASUSER", "--as" },
  { "HELM_KUBECAFILE", "--certificate-authority" },
  { "HELM_KUBETLS_SERVER_NAME", "--tls-server-name" },
}

-- The user of the file with the token.
local TOKEN_USER = "helm-token"
local LIST_SEPARATOR = package.config:sub(1, 1) == "\\" and ";" or ":"

-- The files of KUBECONFIG, or what kubectl reads without it.
local function own_configuration()
  return variable("KUBECONFIG") or require("helm.path").native(require("helm.platform").home() .. "/.kube/config")
end

-- The file with the token that was wanted last.
local token_file = { token = nil, path = nil }

-- A flag with the token could be read by other users among the arguments of running programs. So a file that only this user can read
-- has it, one for all calls.
local function file_with(token)
  local fs, json = require("helm.fs"), require("helm.json")
  if token_file.token == token and fs.is_file(token_file.path) then return token_file.path end
  local file = assert(fs.tmpfile("luff-kube-"))
  local users = { { name = TOKEN_USER, user = { token = token } } }
  assert(fs.write(file, json.encode({ apiVersion = "v1", kind = "Config", users = users })))
  token_file = { token = token, path = file }
  return file
end

-- The arguments without `--kubeconfig FILE`, and that file: with the flag kubectl would read no other file. What stands behind `--` is
-- another program's.
local function without_kubeconfig(argv)
  local rest, file, at = {}, nil, 1
  while argv[at] and argv[at] ~= "--" do
    local value = tostring(argv[at]):match("^%-%-kubeconfig=(.*)$")
    if argv[at] == "--kubeconfig" and argv[at + 1] then
      at = at + 1
      value = tostring(argv[at])
    end
    if value then file = value else rest[#rest + 1] = argv[at] end
    at = at + 1
  end
  return table.move(argv, at, #argv, #rest + 1, rest), file
end

-- The arguments and the options with which kubectl finds the token, behind the other configuration.
local function with_token(argv, options)
  local token = variable("HELM_KUBETOKEN")
  if not token then return argv, options end
  local given
  argv, given = without_kubeconfig(argv)
  local file = file_with(token)
  local changed = {}
  for name, value in pairs(options or {}) do changed[name] = value end
  changed.env = {}
  for name, value in pairs(options and options.env or {}) do changed.env[name] = value end
  local own = given or changed.env.KUBECONFIG or own_configuration()
  changed.env.KUBECONFIG = own .. LIST_SEPARATOR .. require("helm.path").native(file)
  return argv, changed
end

local function argv_of(args, namespace)
  local argv = { "kubectl" }
  for _, flag in ipairs(FLAGS) do
    local value = flag[2] == "--namespace" and namespace or variable(flag[1])
    if value then argv[#argv + 1] = flag[2] .. "=" .. value end
  end
  if variable("HELM_KUBETOKEN") then argv[#argv + 1] = "--user=" .. TOKEN_USER end
  for group in (variable("HELM_KUBEASGROUPS") or ""):gmatch("[^,]+") do argv[#argv + 1] = "--as-group=" .. group end
  if variable("HELM_KUBEINSECURE_SKIP_TLS_VERIFY") == "true" then argv[#argv + 1] = "--insecure-skip-tls-verify" end
  return table.move(args, 1, #args, #argv + 1, argv)
end

function kube.run(args, options) return output.same(process.run(with_token(argv_of(output.list(args, 1, "run")), options))) end

function kube.json(args, options)
  local argv = argv_of(output.list(args, 1, "json"))
  argv[#argv + 1] = "-o"
  argv[#argv + 1] = "json"
  return output.same(output.json(with_token(argv, options)))
end

-- What Helm keeps in a secret: JSON, compressed, in base64; Kubernetes puts that into base64 once more.
local function unpack_release(data)
  local encoding = require("helm.encoding")
  local base64 = encoding.base64
  local inner = base64.decode(data)
  local packed = inner and base64.decode(inner)
  if not packed then return nil, "the secret of the release is not in base64", "EINVAL" end
  local text = encoding.gunzip(packed)
  if not text then return nil, "the secret of the release is not compressed by gzip", "EINVAL" end
  return require("helm.json").decode(text)
end

local function revision_of(secret) return math.tointeger(tonumber(((secret.metadata or {}).labels or {}).version)) or 0 end

function kube.release(name, namespace)
  name = arguments.text(name, 1, "release")
  if not name:find("^[%w.-]+$") then arguments.refuse(1, "release", "the name of a release expected") end
  if namespace ~= nil then namespace = arguments.text(namespace, 2, "release") end
  local found, message, code = output.json(with_token(argv_of({ "get", "secrets", "-l", "owner=helm,name=" .. name, "-o", "json" }, namespace)))
  if not found then return nil, message, code end
  local latest
  for _, secret in ipairs(found.items or {}) do
    if not latest or revision_of(secret) > revision_of(latest) then latest = secret end
  end
  local data = latest and latest.data and latest.data.release
  if type(data) ~= "string" then return nil, ("there is no release %s"):format(name), "ENOENT" end
  return unpack_release(data)
end

return kube
