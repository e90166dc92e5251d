---@meta helm.process

---Programs, started by a list of their name and arguments. No shell is involved: an argument arrives as it is, whatever is in it. On
---Windows the list can also name a batch file, or a script that has an interpreter, and an ending such as `.exe` can be left out.
---
---```lua
---local process = require "helm.process"
---
---local result, message, code = process.run({ "no-such-program", "get", "pods" })
---print(result, message, code) --> nil	no-such-program: no such program was found	ENOENT
---```
---
---While a program runs, it belongs to the script, with all that it starts: Ctrl-C, the script's time limit and the script's end, also by
---SIGKILL, end all of them. On Linux and macOS that holds for what stays in the program's process group, and what a program leaves running
---when it ends goes on. A program that reads the script's own stdin shares the script's group there, so that it can use the terminal. Of
---such a program only the process itself is ended. Ctrl-C is left to it: the script waits, and ends only if the program ends of that.
---
---A program without the script's stdin does not have the terminal. One that opens it by itself (`/dev/tty`, for a password) is stopped there,
---until its `timeout` or Ctrl-C ends it: give it `stdin = "inherit"`.
---@class helm.process
local process = {}

---Options of all functions:
---@class helm.process.options
---@field cwd? string The program's folder; the script's by default.
---@field env? table<string, string|number|false> Variables that are set in addition to the script's; `false` removes one.
---@field clear_env? boolean Whether the script's variables are left out, so that those of `env` are all; false by default.

---Options of `run`, `pipe` and `spawn`:
---@class helm.process.output_options: helm.process.options
---@field stdout? "capture"|"inherit"|"null"|string Where the output goes: to the script (`"capture"`, the default; `"pipe"` is the same), where the script's own goes (`"inherit"`), or nowhere (`"null"`). Any other text is the path of a file: a word that is nearly one of these raises an error, so write `"./captured"` for such a file.
---@field stderr? "capture"|"inherit"|"null"|"stdout"|string The same, and `"stdout"` for where `stdout` goes. `run` and `pipe` capture it by default; that of `spawn` goes where the script's own goes.
---@field text? boolean Whether the ends of lines of Windows in captured outputs become those of Lua; false by default.

---Options of `run` and `pipe`:
---@class helm.process.run_options: helm.process.output_options
---@field stdin? "inherit"|string A text that the program reads; the word `"inherit"` is no such text, but stands for the script's own input. Otherwise the program has no input.
---@field timeout? number In seconds: after that the program ends, by SIGTERM, and two seconds later by SIGKILL. Otherwise it takes as long as it takes.
---@field check? boolean Whether the function raises an error if the program does not start or ends with another status than 0; false by default.

---How a program ended:
---@class helm.process.result
---@field ok boolean Whether its status is 0.
---@field code integer Its status: 124 after a timeout, and 128 more than a signal.
---@field signal? integer The number of the signal that ended it.
---@field timed_out boolean Whether it ended because of `timeout`.
---@field stdout string What it wrote to stdout; nil if that was not captured.
---@field stderr string What it wrote to stderr; nil if that was not captured.

---Runs a program to its end.
---
---```lua
---local process = require "helm.process"
---
---local result = process.run({ "kubectl", "get", "pods" }, { timeout = 30, text = true })
---if result and result.ok then
---  for line in result.stdout:gmatch("[^\n]+") do print(line) end
---end
---```
---@param argv string[] The program and its arguments. Numbers become texts. A hole, such as a nil between two, raises an error, and so do more than 60000.
---@param options? helm.process.run_options
---@return helm.process.result? result
---@return string? message
---@return string? code `ENOENT` if there is no such program, `EACCES` if it must not be executed, `ENOEXEC` if the system cannot.
function process.run(argv, options) end

---Options of `spawn`:
---@class helm.process.spawn_options: helm.process.output_options
---@field stdin? "pipe"|"inherit"|"null" Only a pipe (the default) can be written.

---A program that `spawn` has started. Its methods are `write`, `close`, `read`, `lines`, `wait` and `kill`: `handle:wait()`.
---@class helm.process.handle
local handle = {}

---Starts a program that runs beside the script, and is written and read meanwhile. Its outputs are read while the script waits for
---any program, so that none of them waits for another. Of a program that is not waited for, 16 MiB of each output are
---kept; then it waits. What is kept counts against the script's limit on memory.
---
---```lua
---local process = require "helm.process"
---
---local sort <close> = process.spawn({ "sort" })
---if sort then
---  sort:write("web\n", "database\n"):close()
---  for line in sort:lines() do io.write(line:gsub("\r", ""), "\n") end
---end
-----> database
-----> web
---```
---
---Several programs run side by side if they are waited for later:
---
---```lua
---local process = require "helm.process"
---
----- Calls `start`, which spawns a program, for each item. At most `most` programs run at the same time.
---local function run_all(items, most, start)
---  local running, results = {}, {}
---  for index, item in ipairs(items) do
---    -- The oldest program ends before another one starts.
---    if index > most then results[index - most] = running[index - most]:wait() end
---    running[index] = start(item)
---  end
---  for index = #results + 1, #items do results[index] = running[index]:wait() end
---  return results
---end
---
---local texts = { "b\na\n", "d\nc\n", "f\ne\n", "h\ng\n", "j\ni\n" }
---local results = run_all(texts, 4, function(text)
---  return assert(process.spawn({ "sort" }, { stderr = "capture", text = true })):write(text)
---end)
---for index, result in ipairs(results) do print(index, result.ok, result.stdout:match("%w")) end
-----> 1	true	a
-----> 2	true	c
-----> 3	true	e
-----> 4	true	g
-----> 5	true	i
---```
---@param argv string[]
---@param options? helm.process.spawn_options
---@return helm.process.handle? handle A program whose handle leaves its block as a `<close>` variable ends: by SIGTERM, and two seconds later by SIGKILL. One whose handle is forgotten goes on, and finds the end of its input.
---@return string? message
---@return string? code As of `run`.
function process.spawn(argv, options) end

---How several programs ended: as the last one that failed did, or the last one of all.
---@class helm.process.pipe_result: helm.process.result
---@field results helm.process.result[] Those of all programs, in their order.

---Runs programs at the same time, each of which reads what the one before it writes.
---@param commands string[][] A list of lists as for `run`.
---@param options? helm.process.run_options `stdin` is for the first program, `stdout` for the last one, `timeout` for all together.
---@return helm.process.pipe_result? result A program that SIGPIPE ends, because the next one reads no more, does not fail. Windows has no such signal.
---@return string? message
---@return string? code As of `run`.
function process.pipe(commands, options) end

---Returns the path of a program: of one in a folder of `PATH`, or of the file at a path.
---
---```lua
---local process = require "helm.process"
---
---if not process.which("no-such-program") then print("please install it") end --> please install it
---```
---@param name string
---@return string? path
---@return string? message
---@return string? code `ENOENT` or `EACCES`.
function process.which(name) end

---Runs a program in the script's place: it has the script's own streams, and the script ends with its status. What was deferred is
---called before that. It returns only if the program does not start.
---@param argv string[]
---@param options? helm.process.options
---@return nil
---@return string message
---@return string code As of `run`.
function process.exec(argv, options) end

---Writes texts to the program's stdin, and waits until it has taken them.
---@param ... string
---@return helm.process.handle? handle
---@return string? message
---@return string? code `EPIPE` if the program reads no more, `EBADF` if its stdin was closed.
function handle:write(...) end

---Closes the program's stdin: it finds the end there.
---@return boolean done
function handle:close() end

---Reads from the program as `file:read` does.
---@param format? string|integer `"l"` (the default) for a line, `"L"` for a line with its end, `"a"` for all until the end, or a number of bytes.
---@param stream? string `"stdout"` (the default), or `"stderr"`, if that is captured.
---@return string? text Nil at the end.
function handle:read(format, stream) end

---Returns a function for `for` that gives the program's lines, without their ends.
---@param stream? string As of `read`.
---@return function next
function handle:lines(stream) end

---Closes the program's stdin and waits for its end.
---@param seconds? number How long; otherwise as long as it takes. The program goes on after that.
---@return helm.process.result? result `stdout` and `stderr` have what was not read before.
---@return string? message
---@return string? code `ETIMEDOUT` if the time is over.
function handle:wait(seconds) end

---Sends a signal to the program and to all that it has started. On Windows each ends them at once.
---@param signal? string|integer `"TERM"` (the default), `"HUP"`, `"INT"`, `"QUIT"`, `"KILL"`, or a number.
---@return boolean? done
---@return string? message
---@return string? code `ESRCH` if the program has ended.
function handle:kill(signal) end

return process
