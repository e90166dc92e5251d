---@meta helm.test

---Helps specs, which `luff plugin test` runs: runs the plugin's script, has a folder for data, and stands for programs, servers, files and
---the clock. In specs, `HOME` (on Windows `USERPROFILE`) and Helm's folders are empty ones, and `reset` empties them.
---@class helm.test
local test = {}

---@class helm.test.run_options
---@field stdin? string The text that the script reads; otherwise it has no input.
---@field env? table<string, string|false> Variables for this run; `false` removes one.
---@field script? string The path of another script than the one that the plugin's command starts.

---What a run of the script came to:
---@class helm.test.result
---@field ok boolean Whether the exit status is 0.
---@field code integer The exit status.
---@field stdout string What it wrote.
---@field stderr string

---Runs the plugin's script and its `main` as luff does, in this script's machine, with modules of the plugin that are loaded anew. What
---it prints is caught. It finds no globals of the spec. It does find what the spec has changed in Lua's own tables (`string.trim = …`)
---and in `helm.*`: so a spec can replace a function. It must not add one, which the script would not have elsewhere. Its globals, what
---it has loaded, set in the environment and changed in Lua's own tables and in `helm.*` are gone after that, and the working folder, the
---methods of files and the default files of `io` are those from before. A pipe of `io.popen` that it leaves open is closed at its end.
---What programs that it starts print by themselves is not caught. If the script asks for a program or a URL that nothing stands for,
---although something stands for others, `run` raises that error after the script's end, even if the script caught it.
---
---```lua
---local test = require "helm.test"
---local fs = require "helm.fs"
---
---local script = test.dir() .. "/greet.lua"
---assert(fs.write(script, 'function main(name) print("Hello, " .. name) return 3 end'))
---local result = test.run({ "world" }, { script = script })
---io.write(result.code, " ", result.stdout) --> 3 Hello, world
---test.reset()
---```
---@param args? string[] The arguments. Those that the plugin's manifest has stand before them.
---@param options? helm.test.run_options
---@return helm.test.result result
function test.run(args, options) end

---Returns the result of the last `run` before `reset`. `luff plugin test` prints its `stderr` below a test that fails.
---@return helm.test.result? result As `run` returned it; nil if nothing ran.
function test.result() end

---Returns an empty folder for a spec's data. It is the same until `reset`, which removes it.
---@return string? folder
---@return string? message
---@return string? code
function test.dir() end

---A call of a program:
---@class helm.test.call
---@field argv string[]
---@field stdin string What it was given to read.
---@field cwd? string Its folder, if the script chose one.
---@field env table<string, string|false> The variables that the script set for it, or removed.

---What a program answers. Other fields raise an error.
---@class helm.test.program_output
---@field code? integer Its status; 0 by default.
---@field stdout? string What it writes; nothing by default.
---@field stderr? string

---What a program answers, or how it does not start:
---@class helm.test.program_result: helm.test.program_output
---@field error? string The code of a program that does not start, without the other fields: with `ENOENT` it is not installed.

---Stands for a program: from now on no program is started, and one that no call of this function names raises an error that names
---it. That holds for `helm.process` and all that calls it, such as `helm.kube`, and for `io.popen` and `os.execute`, which run one line
---for the shell: there the list has the whole line as its only element, `{ "git status | head" }`. Of several that fit, the last one answers.
---
---```lua
---local test = require "helm.test"
---local process = require "helm.process"
---
---test.program({ "kubectl", "get", "pods" }, { stdout = "web\n" })
---io.write(process.run({ "kubectl", "get", "pods" }).stdout) --> web
---local _, message = pcall(process.run, { "helm", "list" })
---print(message) --> helm.test has no fake for the program 'helm list'; it has one for: kubectl get pods
---test.program("kubectl", { error = "ENOENT" })
---print(process.run({ "kubectl", "version" })) --> nil	kubectl: no such program was found	ENOENT
---test.reset()
---```
---@param argv string|string[] The program and all its arguments; or only its name, for any arguments. A name without a folder also stands for a program of this name in any folder, for which there is no other.
---@param result? helm.test.program_result|fun(call: helm.test.call): helm.test.program_output? The answer, or a function that makes one of a call.
function test.program(argv, result) end

---Returns what programs that `program` stands for were called with, those too that the script did not wait for.
---@return helm.test.call[] calls In the order of their starts, a pipe of `io.popen` to write at its end.
function test.calls() end

---A request:
---@class helm.test.request
---@field url string
---@field method string
---@field headers table<string, string> With names in lower case.
---@field body string

---What a server answers. Other fields raise an error.
---@class helm.test.response
---@field status? integer 200 by default.
---@field headers? table<string, string> None by default.
---@field body? string Empty by default.
---@field error? string The code of a failure, without the other fields, such as `ECONNREFUSED`.

---Stands for a server's answer to a URL: from now on `helm.http`, `socket.http`, `ssl.https` and what calls them make no connection, and
---a URL that no call of this function names raises an error that names it. Pauses before a second attempt take no time.
---
---```lua
---local test = require "helm.test"
---local http = require "helm.http"
---
---test.url("https://example.org/latest", { status = 404, body = "none" })
---local response = http.get("https://example.org/latest")
---print(response.status, response.body, #test.requests()) --> 404	none	1
---test.reset()
---```
---@param url string
---@param response? helm.test.response|fun(request: helm.test.request): helm.test.response? The answer, or a function that makes one of a request.
function test.url(url, response) end

---Returns the requests for URLs that `url` stands for.
---@return helm.test.request[] requests In their order.
function test.requests() end

---Stands for a file: whatever opens, reads, examines, writes or removes this path finds a file with the content instead, also in the
---plugin's script. The list of a folder does not have it. Programs find what is really there.
---@param path string Scripts must use it as it is here, or the absolute path.
---@param content string|false With false nothing is there.
---@return boolean? done
---@return string? message
---@return string? code
function test.file(path, content) end

---Sets the clock that `os.time`, `os.date`, `socket.gettime` and `system.gettime` read. It stands still until the script waits, as by
---`socket.sleep`: that takes no time, but moves it, and `system.monotime`.
---
---```lua
---local test = require "helm.test"
---local socket = require "socket"
---
---test.clock(1700000000)
---socket.sleep(3600)
---print(os.date("!%Y-%m-%d %H:%M", os.time())) --> 2023-11-14 23:13
---test.reset()
---```
---@param seconds number Since 1970.
function test.clock(seconds) end

---Sets variables of the environment until `reset`; `false` removes one.
---@param variables table<string, string|false>
function test.env(variables) end

---Ends all that this module stands for, restores the variables, removes the folder of `dir`, and empties the home folder of specs.
---`luff plugin test` calls it after each test, so a `before_each` is the place for what several tests need.
function test.reset() end

return test
