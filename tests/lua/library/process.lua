local check = require("check")
local that, equal, fails, returns = check.that, check.equal, check.fails, check.returns
local process = require("helm.process")
local fs = require("helm.fs")

local on_windows = package.config:sub(1, 1) == "\\"
local root = assert(fs.tmpdir("luff process ž-"))

-- A program in a file: a shell script, or on Windows a Lua script, which luff runs.
local function program(name, sh, lua)
  local file = root .. "/" .. name .. (on_windows and ".lua" or "")
  assert(fs.write(file, on_windows and lua or "#!/bin/sh\n" .. sh .. "\n"))
  assert(fs.chmod(file, "+x"))
  return file
end

local cat = program("cat", "exec cat", "io.write(io.read('a'))")
local both = program("both", "echo out; echo err >&2; exit $1", "io.write('out\\n') io.stdout:flush() io.stderr:write('err\\n') os.exit(tonumber(arg[1]))")
local words = program("words", [[printf '<%s>' "$@"]], "for _, word in ipairs(arg) do io.write('<', word, '>') end")
local variable = program("variable", 'printf "%s" "${LUFF_SPEC:-none}"', "io.write(os.getenv('LUFF_SPEC') or 'none')")
local sleeper = program("sleeper", "echo ready; exec sleep 600", "print('ready') io.stdout:flush() require('socket').sleep(600)")

local stubborn = program("stubborn", "trap '' TERM; echo ready; while :; do sleep 1; done", "print('ready') io.stdout:flush() require('socket').sleep(600)")

local function code_of(...) return (select(3, ...)) end

that("process.run captures both outputs and the exit status", function()
  local result = assert(process.run({ both, 3 }))
  equal(result.ok, false)
  equal(result.code, 3)
  equal(result.signal, nil)
  equal(result.timed_out, false)
  equal(result.stdout:gsub("\r", ""), "out\n")
  equal(result.stderr:gsub("\r", ""), "err\n")
  equal(process.run({ both, "0" }).ok, true)
end)

that("process.run gives the program a text and keeps every byte", function()
  local bytes = {}
  for byte = 0, 255 do
    if byte ~= 10 and byte ~= 13 and byte ~= 26 then bytes[#bytes + 1] = string.char(byte) end
  end
  local text = table.concat(bytes)
  equal(process.run({ cat }, { stdin = text }).stdout, text)
  equal(process.run({ cat }, { stdin = "" }).stdout, "")
  equal(process.run({ cat }).stdout, "")
end)

that("process.run moves more than pipes can hold in both directions", function()
  local text = ("0123456789abcdef"):rep(60000)
  equal(process.run({ cat }, { stdin = text }).stdout == text, true)
end)

that("process.run passes arguments unchanged", function()
  local given = { words, "a b", "", 'say "hi"', "a\\", "$HOME %PATH% *", "ž", 7 }
  equal(process.run(given).stdout, '<a b><><say "hi"><a\\><$HOME %PATH% *><ž><7>')
end)

that("process.run sets, removes and clears variables", function()
  require("helm.env").set("LUFF_SPEC", "own")
  equal(process.run({ variable }).stdout, "own")
  equal(process.run({ variable }, { env = { LUFF_SPEC = "ž 1" } }).stdout, "ž 1")
  equal(process.run({ variable }, { env = { LUFF_SPEC = 5 } }).stdout, "5")
  equal(process.run({ variable }, { env = { LUFF_SPEC = false } }).stdout, "none")
  if not on_windows then equal(process.run({ "/usr/bin/env" }, { clear_env = true, env = { LUFF_SPEC = "x" } }).stdout, "LUFF_SPEC=x\n") end
  equal(os.getenv("LUFF_SPEC"), "own")
  require("helm.env").unset("LUFF_SPEC")
end)

that("process.run starts the program in another folder", function()
  fs.mkdir(root .. "/folder")
  local here = program("here", "echo x > made", "io.open('made', 'w'):write('x'):close()")
  equal(process.run({ here }, { cwd = root .. "/folder" }).ok, true)
  equal(fs.exists(root .. "/folder/made"), true)
end)

that("process.run writes outputs to files, to nothing, and stderr to stdout", function()
  local file = root .. "/out put"
  local result = process.run({ both, 0 }, { stdout = file, stderr = "null" })
  returns(table.pack(result.stdout, result.stderr), nil, nil)
  equal(fs.read(file):gsub("\r", ""), "out\n")
  assert(process.run({ both, 0 }, { stdout = "./captured", stderr = "null" }))
  equal(fs.read("captured"):match("%w+"), "out")
  assert(fs.remove("captured"))
  -- One letter of four makes another word.
  assert(process.run({ both, 0 }, { stdout = "full", stderr = "null" }))
  assert(fs.remove("full"))
  local merged = process.run({ both, 0 }, { stderr = "stdout" })
  equal(merged.stderr, nil)
  equal(merged.stdout:gsub("\r", ""), "out\nerr\n")
end)

that("process.run with text turns ends of lines of Windows into those of Lua", function()
  equal(process.run({ cat }, { stdin = "a\r\nb", text = true }).stdout, "a\nb")
end)

that("process.run ends the program when its time is over", function()
  local result = process.run({ sleeper }, { timeout = 0 })
  equal(result.ok, false)
  equal(result.code, 124)
  equal(result.timed_out, true)
  equal(process.run({ both, 0 }, { timeout = 3600 }).timed_out, false)
end)

that("process.run ends a program that does not obey SIGTERM when its time is over", function()
  local result = process.run({ stubborn }, { timeout = 0.2 })
  returns(table.pack(result.ok, result.code, result.timed_out), false, 124, true)
end)

that("process.run with check raises what went wrong", function()
  equal(process.run({ both, 0 }, { check = true }).ok, true)
  fails("both[.lua]*: exit status 3\nerr$", function() process.run({ both, 3 }, { check = true }) end)
  fails("no%-such%-program: ", function() process.run({ "no-such-program" }, { check = true }) end)
  fails("its time is over", function() process.run({ sleeper }, { check = true, timeout = 0 }) end)
end)

that("programs that do not start are nil, a message and a code", function()
  returns(table.pack(process.run({ "no-such-program" })), nil, "no-such-program: no such program was found", "ENOENT")
  returns(table.pack(process.spawn({ "no-such-program" })), nil, "no-such-program: no such program was found", "ENOENT")
  returns(table.pack(process.exec({ "no-such-program" })), nil, "no-such-program: no such program was found", "ENOENT")
  returns(table.pack(process.which("no-such-program")), nil, "no-such-program: no such program was found", "ENOENT")
  equal(code_of(process.pipe({ { cat }, { "no-such-program" } })), "ENOENT")
  equal(code_of(process.run({ cat }, { cwd = root .. "/absent" })), "ENOENT")
  equal(code_of(process.run({ cat }, { cwd = cat })), "ENOTDIR")
  for _, stream in ipairs({ "stdout", "stderr" }) do
    local place = root .. "/absent/file"
    returns(table.pack(process.run({ cat }, { [stream] = place })), nil, place .. ": No such file or directory", "ENOENT")
  end
  fs.write(root .. "/plain", "x")
  local _, _, code = process.run({ root .. "/plain" })
  equal(code, on_windows and "ENOEXEC" or "EACCES")
  local made = root .. "/made"
  fs.write(root .. "/broken.exe", "\1\2no program")
  fs.chmod(root .. "/broken.exe", 493)
  equal((process.run({ root .. "/broken.exe" }, { stdout = made, stderr = made .. "2" })), nil)
  check.list({ fs.exists(made), fs.exists(made .. "2") }, false, false)
  fs.write(made, "kept")
  process.run({ root .. "/broken.exe" }, { stdout = made })
  equal(fs.exists(made), true)
end)

that("process.which finds programs along PATH and by their paths", function()
  equal(fs.is_file(process.which(on_windows and "cmd" or "sh")), true)
  equal(fs.is_file(process.which(cat)), true)
  for _, name in ipairs({ "..", ".", "./", root }) do equal((process.which(name)), nil) end
end)

that("a spawned program is written and read line by line", function()
  local handle = assert(process.spawn({ cat }))
  equal(handle:write("one\n", "two\r\n", 3), handle)
  equal(handle:close(), true)
  equal(handle:read("L"):gsub("\r", ""), "one\n")
  equal(handle:read():gsub("\r", ""), "two")
  equal(handle:read(0), "")
  equal(handle:read(5), "3")
  returns(table.pack(handle:read(), handle:read("a"), handle:read(1)), nil, "", nil)
  local result = handle:wait()
  equal(result.ok, true)
  equal(result.stdout, "")
  equal(handle:wait() == result, true)
  returns(table.pack(handle:write("x")), nil, "write: the program's input is closed", "EBADF")
end)

that("a program is searched along PATH at each start", function()
  local env = require("helm.env")
  local before, separator = env.get("PATH"), on_windows and ";" or ":"
  local folders = { root .. "/first", root .. "/second" }
  local function put(index)
    local file = folders[index] .. "/luff-searched" .. (on_windows and ".bat" or "")
    assert(fs.write(file, (on_windows and "@echo %d\r\n" or "#!/bin/sh\necho %d\n"):format(index)))
    assert(fs.chmod(file, "+x"))
  end
  local function said() return process.run({ "luff-searched" }).stdout:match("%d") end
  for _, folder in ipairs(folders) do assert(fs.mkdir(folder)) end
  env.set("PATH", table.concat(folders, separator) .. separator .. before)
  put(2)
  equal(said(), "2")
  put(1)
  equal(said(), "1")
  env.set("PATH", folders[2] .. separator .. before)
  equal(said(), "2")
  env.set("PATH", before)
  returns(table.pack(process.run({ "luff-searched" })), nil, "luff-searched: no such program was found", "ENOENT")
end)

that("a spawned program is read in large parts, between small ones, and to its end", function()
  local all = {}
  for byte = 0, 255 do all[byte + 1] = string.char(byte) end
  local text = table.concat(all):rep(3000)
  local handle <close> = assert(process.spawn({ cat }))
  assert(handle:write(text))
  assert(handle:close())
  local at = 0
  for _, count in ipairs({ 3, 70000, 65536, 65535, 10, 200000 }) do
    local part = handle:read(count)
    equal(#part, count)
    equal(part == text:sub(at + 1, at + count), true)
    at = at + count
  end
  equal(handle:read(1 << 20) == text:sub(at + 1), true)
  equal(handle:read(1 << 20), nil)
  equal(handle:read(1 << 16), nil)
  equal(handle:read(3), nil)
  equal(handle:read("a"), "")
  equal(handle:wait().stdout, "")
end)

that("a wait without any time knows that a program has ended, and has all that it wrote", function()
  local handle <close> = process.spawn({ both, 4 }, { stderr = "capture", stdin = "null", text = true })
  local result
  for _ = 1, 600 do
    require("socket").sleep(0.05)
    result = handle:wait(0)
    if result then break end
  end
  equal(result.code, 4)
  equal(result.stdout .. result.stderr, "out\nerr\n")
  local slow <close> = process.spawn({ sleeper })
  equal(code_of(slow:wait(0)), "ETIMEDOUT")
end)

that("stderr is read in large parts, and stdout has what is left", function()
  local handle <close> = process.spawn({ both, 0 }, { stderr = "capture", stdin = "null", text = true })
  equal(handle:read(1 << 18, "stderr"), "err\n")
  equal(handle:read(1 << 18, "stderr"), nil)
  equal(handle:wait().stdout, "out\n")
end)

that("a spawned program's lines, and its stderr where it is captured", function()
  local handle = process.spawn({ both, 0 }, { stderr = "capture", stdin = "null", text = true })
  local lines = {}
  for line in handle:lines() do lines[#lines + 1] = line end
  for line in handle:lines("stderr") do lines[#lines + 1] = line end
  check.list(lines, "out", "err")
  equal(handle:wait().code, 0)
end)

that("a spawned program can be waited for with a limit, and ended", function()
  local handle = process.spawn({ sleeper })
  equal(handle:read():gsub("\r", ""), "ready")
  returns(table.pack(handle:wait(0)), nil, "wait: the program still runs", "ETIMEDOUT")
  equal(handle:kill(), true)
  local result = handle:wait()
  equal(result.ok, false)
  equal(result.signal, not on_windows and 15 or nil)
  equal(code_of(handle:kill("KILL")), "ESRCH")
end)

that("a spawned program ends when its handle leaves the block", function()
  local kept
  do
    local handle <close> = process.spawn({ sleeper })
    kept = handle
  end
  equal(kept:wait().ok, false)
end)

that("a program that does not obey SIGTERM ends when its handle leaves the block", function()
  local kept
  do
    local handle <close> = process.spawn({ stubborn }, { text = true })
    kept = handle
    equal(handle:read(), "ready")
  end
  equal(kept:wait().ok, false)
end)

that("a write to a program that has ended is nil, a message and EPIPE", function()
  local ended = process.spawn({ both, 0 }, { stderr = "null", text = true })
  equal(ended:read("a"), "out\n")
  local code
  for _ = 1, 1000 do
    code = code_of(ended:write("x"))
    if code then break end
    require("socket").sleep(0.01)
  end
  equal(code, "EPIPE")
  equal(code_of(ended:write("a", "b")), "EPIPE")
  equal(ended:close(), true)
  equal(code_of(ended:write("a")), "EBADF")
  equal(ended:wait().ok, true)
  returns(table.pack(ended:close(), ended:read("a"), ended:read()), true, "", nil)
end)

that("a program that has ended gets no signal", function()
  local handle = process.spawn({ both, 0 }, { stderr = "null" })
  handle:read("a")
  local code
  for _ = 1, 1000 do
    code = code_of(handle:kill("HUP"))
    if code then break end
    require("socket").sleep(0.01)
  end
  equal(code, "ESRCH")
end)

that("a program without a pipe for its stdin is not written", function()
  local handle <close> = process.spawn({ cat }, { stdin = "null" })
  fails("^bad argument #1 to 'write' %(stdin is not a pipe%)$", handle.write, handle, "x")
  equal(handle:read("a"), "")
end)

that("stdout and stderr are captured as pipes too", function()
  local handle <close> = process.spawn({ both, 0 }, { stdout = "pipe", stderr = "pipe", text = true })
  returns(table.pack(handle:read(), handle:read("l", "stderr")), "out", "err")
end)

that("several programs run at once", function()
  local handles = {}
  for index = 1, 4 do handles[index] = process.spawn({ cat }) end
  for index, handle in ipairs(handles) do handle:write("number " .. index) end
  for index = 4, 1, -1 do equal(handles[index]:wait().stdout, "number " .. index) end
end)

that("process.pipe connects programs", function()
  local result = assert(process.pipe({ { cat }, { cat }, { cat } }, { stdin = "through" }))
  equal(result.stdout, "through")
  equal(result.ok, true)
  equal(#result.results, 3)
  local failed = process.pipe({ { both, 4 }, { cat } })
  equal(failed.code, 4)
  equal(failed.ok, false)
  equal(failed.stdout:gsub("\r", ""), "out\n")
  equal(failed.stderr:gsub("\r", ""), "err\n")
  fails("exit status 4", function() process.pipe({ { both, 4 }, { cat } }, { check = true }) end)
  equal(process.pipe({ { sleeper }, { cat } }, { timeout = 0 }).timed_out, true)
end)

that("process.pipe with check names the program that failed", function()
  fails("both[.lua]*: exit status 4\nerr", function() process.pipe({ { cat }, { both, 4 } }, { check = true }) end)
  fails("both[.lua]*: exit status 5\nerr", function() process.pipe({ { both, 5 }, { cat } }, { check = true }) end)
end)

that("programs run in coroutines, in table.sort and under pcall", function()
  local run = coroutine.wrap(function() return process.run({ cat }, { stdin = "inside" }).stdout end)
  equal(run(), "inside")
  local list = { 2, 1 }
  table.sort(list, function(a, b) return process.run({ cat }, { stdin = tostring(a < b) }).stdout == "true" end)
  check.list(list, 1, 2)
  equal(select(2, pcall(process.run, { cat }, { stdin = "x" })).stdout, "x")
end)

that("process refuses wrong arguments", function()
  for _, name in ipairs({ "run", "spawn", "exec" }) do
    fails(("^bad argument #1 to '%s' %%(table expected, got nil%%)$"):format(name), process[name])
    fails("element #2: string expected, got table", process[name], { "x", {} })
    fails("element #1 has a zero byte", process[name], { "a\0" })
    fails(("^bad argument #1 to '%s' %%(element #3: string expected, got nil%%)$"):format(name), process[name], { "x", "a", nil, "--dry-run" })
    fails("element #1: string expected, got nil", process[name], { nil, "a" })
    fails("element #2: string expected, got nil", process[name], { "x", [1000] = "a" })
    fails("a list with the name of a program expected", process[name], {})
    local many = {}
    for at = 1, 66000 do many[at] = "x" end
    fails("at most 60000 arguments expected, got 66000", process[name], many)
    local variables = {}
    for at = 1, 2001 do variables["V" .. at] = "x" end
    fails("option 'env': at most 2000 variables expected", process[name], { "x" }, { env = variables })
    fails("unknown option 'frame'%)$", process[name], { "x" }, { frame = 1 })
    fails("unknown option 'cdw': did you mean 'cwd'%?%)$", process[name], { "x" }, { cdw = 1 })
    fails("option 'env': names of variables expected", process[name], { "x" }, { env = { [""] = "" } })
    fails("option 'env': string without zero bytes or false expected for 'A'", process[name], { "x" }, { env = { A = {} } })
    fails("option 'cwd': a path without zero bytes expected", process[name], { "x" }, { cwd = "" })
  end
  fails("^bad argument #1 to 'pipe' %(table expected, got nil%)$", process.pipe)
  fails("at least one program", process.pipe, {})
  fails("bad argument #1 to 'pipe' %(table expected, got string%)", process.pipe, { "x" })
  fails("option 'timeout': a number of seconds expected", process.run, { "x" }, { timeout = -1 })
  fails("'stdout' is for stderr", process.run, { "x" }, { stdout = "stdout" })
  fails(
    "option 'stdout': 'capture', 'pipe', 'inherit' or 'null' expected, got 'captured'; for a file of that name write '%./captured'%)$",
    process.run, { "x" }, { stdout = "captured" }
  )
  for _, word in ipairs({ "NULL", "nul", "stdot", "stderr", "inherited" }) do
    fails("option 'stderr': 'capture', 'pipe', 'inherit', 'null' or 'stdout' expected, got", process.spawn, { "x" }, { stderr = word })
    fails(("got '%s'"):format(word), process.pipe, { { "x" } }, { stdout = word })
  end
  fails("option 'stdin': 'pipe', 'inherit' or 'null' expected", process.spawn, { "x" }, { stdin = "text" })
  fails("^bad argument #1 to 'which' %(string expected, got nil%)$", process.which)
  fails("^bad argument #1 to 'which' %(the name of a program expected%)$", process.which, "")
  local ok, message = pcall(function() process.run() end)
  equal(ok, false)
  equal(message:find("process.lua:%d+: bad argument") ~= nil, true)
end)

that("handles refuse wrong arguments", function()
  local handle <close> = process.spawn({ cat })
  fails("bad argument #1 to 'write' %(string expected, got nil%)", handle.write, handle, nil)
  fails("invalid format", handle.read, handle, "n")
  fails("invalid format", handle.read, handle, -1)
  fails("stderr is not captured", handle.read, handle, "l", "stderr")
  fails("'stdout' or 'stderr' expected, got 'x'", handle.lines, handle, "x")
  fails("bad argument #1 to 'wait' %(number expected, got string%)", handle.wait, handle, "soon")
  fails("or a number expected", handle.kill, handle, "STOP")
  for _, name in ipairs({ "write", "read", "lines", "close", "wait", "kill" }) do
    fails("helm.process expected, got table", handle[name], {})
  end
end)

that("process.run says of a command line in one piece that it is to be a list", function()
  local process = require("helm.process")
  equal(select(2, process.run({ "no-such-program -l /x" })), "no-such-program -l /x: no such program was found; each argument is an element of its own in the list")
  equal(select(2, process.run({ "/no such/program" })), "/no such/program: no such program was found")
end)
