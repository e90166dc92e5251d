---@meta helm.http

---Requests over http and https, with nothing to install. A call waits for the response; Ctrl-C and the time limit end the wait.
---
---- Certificates: those that the system trusts, and those in the file that `SSL_CERT_FILE` names. `ca` names others for one request.
---- Proxies: by `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, with a user and a password if the proxy wants them.
---- Passwords: from the address, from netrc, and for GitHub's API from `GH_TOKEN` or `GITHUB_TOKEN`. A header `Authorization` of the
---  script comes before all of these.
---- Redirects: up to ten, and none from https to http. Another server gets only headers without secrets, such as `Accept`.
---- Failures that may pass (no connection, the statuses 408, 429 and 5xx): up to three more attempts after 0.5, 1 and 2 seconds, or
---  when the server says. A request that may change something (`POST`, …) is not repeated, unless `retries` says so.
---
---A response of any status is a success of `get` and `request`; look at `status`. `download` takes only the status 200. The codes of failures are `EINVAL` (not an address),
---`ENOTFOUND` (the server's name is unknown), `ECONNREFUSED` (no connection), `ECERT` (the certificate is not trusted), `EPROXY` (the
---proxy refused, or its variable is not an address), `ETIMEDOUT` (the server was silent), `ECONNRESET` (the connection ended too early),
---`EPROTO` (not HTTP, no TLS, damaged, or with too large headers), `ELOOP` (a redirect that luff does not follow) and `EFBIG` (the body is too large). A [compact executable](../README.md#platforms)
---needs the program `curl` for all of this; without it the code is `ENOENT`. A response may have 256 headers of 1 MiB together;
---in a compact executable any number, of less than 100 KiB each and 256 KiB together.
---
---```lua
---local http = require "helm.http"
---
---local response, message, code = http.get("example.org/index.yaml")
---print(response, code) --> nil	EINVAL
---```
---@class helm.http
local http = {}

---A response:
---@class helm.http.response
---@field status integer
---@field headers table<string, string> By their names in lower case. A header that came twice has both values, with a comma between.
---@field body string Byte for byte. The compression gzip is undone if the server used it without being asked.
---@field url string The address after all redirects, without a user, a password and a query.

---Options of all functions:
---@class helm.http.options
---@field headers? table<string, string> `Content-Length` is left out: it is the length of the body.
---@field timeout? number How many seconds the server may send nothing; 60 by default.
---@field retries? integer How many more attempts there are after a failure that may pass; 3 by default for GET and HEAD, otherwise 0.
---@field follow? boolean Whether redirects are followed; true by default.
---@field ca? string A file with the certificates of the only authorities to trust (PEM). If it cannot be used, the code is the file's, such as `ENOENT`, or `EINVAL` if not every certificate in it can be read, or there is none.
---@field insecure? boolean Whether any certificate is good enough; false by default.

---Options of `get`:
---@class helm.http.get_options: helm.http.options
---@field max_bytes? number How large a body may be; 104857600 by default.

---Gets what an address has. A function that wants the status 200, otherwise a failure:
---
---```lua
---local http = require "helm.http"
---
---local function fetch(url)
---  local response, message, code = http.get(url)
---  if not response then return nil, message, code end
---  if response.status ~= 200 then return nil, ("%s: status %d"):format(response.url, response.status), "EHTTP" end
---  return response.body
---end
---
---local function latest(repo)
---  local body, message, code = fetch("https://api.github.com/repos/" .. repo .. "/releases/latest")
---  if not body then return nil, message, code end
---  return body:match('"tag_name": *"([^"]+)"')
---end
---```
---@param url string
---@param options? helm.http.get_options
---@return helm.http.response? response
---@return string? message
---@return string? code
function http.get(url, options) end

---A request. With any other method than GET and HEAD it may have a body.
---@class helm.http.request: helm.http.get_options
---@field url string
---@field method? string `GET` by default. HTTP's own methods are sent in capitals.
---@field body? string

---Makes a request with any method. After the statuses 301, 302 and 303 a request with a body continues as a GET.
---
---```lua
---local http = require "helm.http"
---
---local function tell(url, text)
---  return http.request{
---    url = url, method = "POST", body = '{"text": "' .. text .. '"}', headers = { ["Content-Type"] = "application/json" },
---  }
---end
---```
---@param request helm.http.request
---@return helm.http.response? response
---@return string? message
---@return string? code
function http.request(request) end

---Options of `download`:
---@class helm.http.download_options: helm.http.options
---@field sha256? string What the SHA-256 of the file must be; `sha256:` may stand before it.
---@field progress? boolean|fun(received: integer, total?: integer) A function is told of each part. `true` shows the progress on a terminal.

---What a download returns:
---@class helm.http.downloaded
---@field status integer
---@field headers table<string, string>
---@field url string
---@field sha256 string
---@field size integer In bytes.

---Downloads to a file, which may be larger than the memory. The file appears when all of it is there and its checksum is right; after a
---failure the old one is as it was. Any status but 200 is a failure with the code `EHTTP`, and the status as a fourth result.
---
---```lua
---local http, fs = require "helm.http", require "helm.fs"
---
---local function download(url, sha256)
---  local file = assert(fs.tmpdir()) .. "/tool.tgz"
---  assert(http.download(url, file, { sha256 = sha256, progress = true }))
---  return file
---end
---
---print((pcall(download, "example.org/tool.tgz"))) --> false
---```
---
---The same for a file whose checksum stands in a list beside it:
---
---```lua
---local fs, hash, http = require "helm.fs", require "helm.hash", require "helm.http"
---
---local function download(folder, name)
---  local list, message, code = http.get(folder .. "/checksums.txt")
---  if not list then return nil, message, code end
---  if list.status ~= 200 then return nil, ("%s: status %d"):format(list.url, list.status), "EHTTP" end
---  local file = assert(fs.tmpdir()) .. "/" .. name
---  local done
---  done, message, code = http.download(folder .. "/" .. name, file)
---  if not done then return nil, message, code end
---  done, message, code = hash.verify(file, list.body)
---  if not done then return nil, message, code end
---  return file
---end
---
---print(select(3, download("example.org/releases/v1", "tool.tgz"))) --> EINVAL
---```
---@param url string
---@param path string
---@param options? helm.http.download_options
---@return helm.http.downloaded? result
---@return string? message
---@return string? code `EBADMSG` for another SHA-256, `EHTTP` for another status than 200, `EISDIR` if a folder has the path, or that of another failure to write.
function http.download(url, path, options) end

return http
