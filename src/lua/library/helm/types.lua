---@meta helm

---All modules of the library by their short names. Each is loaded at its first use, so `helm.env` is `require "helm.env"`.
---
---```lua
---local helm = require "helm"
---
---print(helm.env.expand("${GREETING:-hello}")) --> hello
---```
---@class helm
---@field archive helm.archive See [helm.archive](#helmarchive).
---@field cli helm.cli See [helm.cli](#helmcli).
---@field defer fun(call: function) See [helm.defer](#helmdefer).
---@field encoding helm.encoding See [helm.encoding](#helmencoding).
---@field env helm.env See [helm.env](#helmenv).
---@field fail fun(message: string, status?: integer) See [helm.fail](#helmfail).
---@field fs helm.fs See [helm.fs](#helmfs).
---@field hash helm.hash See [helm.hash](#helmhash).
---@field helm helm.helm See [helm.helm](#helmhelm).
---@field http helm.http See [helm.http](#helmhttp).
---@field install helm.install See [helm.install](#helminstall).
---@field json helm.json See [helm.json](#helmjson).
---@field kube helm.kube See [helm.kube](#helmkube).
---@field log helm.log See [helm.log](#helmlog).
---@field path helm.path See [helm.path](#helmpath).
---@field paths helm.paths See [helm.paths](#helmpaths).
---@field platform helm.platform See [helm.platform](#helmplatform).
---@field plugin helm.plugin See [helm.plugin](#helmplugin).
---@field process helm.process See [helm.process](#helmprocess).
---@field regex helm.regex See [helm.regex](#helmregex).
---@field semver helm.semver See [helm.semver](#helmsemver).
---@field template helm.template See [helm.template](#helmtemplate).
---@field term helm.term See [helm.term](#helmterm).
---@field test helm.test See [helm.test](#helmtest).
---@field version helm.version See [helm.version](#helmversion).
---@field yaml helm.yaml See [helm.yaml](#helmyaml).
local helm = {}

return helm
