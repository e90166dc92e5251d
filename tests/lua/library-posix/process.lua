-- What a Windows cannot show of helm.process: it has no folder of descriptors, and no programs that sleep for parts of a second.
local check = require("check")
local that, equal, returns = check.that, check.equal, check.returns
local fs, process = require("helm.fs"), require("helm.process")

that("process.run says of a folder that it is one", function()
  local folder = assert(require("helm.fs").tmpdir())
  local result, message, code = process.run({ folder })
  equal(result, nil)
  equal(message, ("%s: %s is a folder, and not a program"):format(folder, folder))
  equal(code, "EACCES")
end)

that("programs whose handles are forgotten find the end of their input, and leave nothing open", function()
  local function count() return #fs.list("/dev/fd") end
  process.run({ "true" })
  collectgarbage()
  local before = count()
  for _ = 1, 20 do process.spawn({ "cat" }) end
  collectgarbage()
  collectgarbage()
  for _ = 1, 1000 do
    process.run({ "true" })
    if count() <= before then break end
  end
  equal(count() <= before, true)
end)

that("what a program wrote before its handle left the block is in its result", function()
  local result, first
  do
    local handle <close> = process.spawn({ "sh", "-c", "head -c 900000 /dev/zero" })
    result, first = handle, handle:read(300000)
    process.run({ "sleep", "0.5" })
  end
  result = result:wait()
  -- Where the pipe could not hold the rest, the program was ended before it had written all.
  equal(#first + #result.stdout == 900000 or result.signal == 15, true)
end)

that("a program starts in its own folder and with its own streams, whatever the one before had", function()
  local root = fs.tmpdir("spec")
  local here = process.run({ "pwd" }).stdout
  for _ = 1, 2 do
    equal(process.run({ "pwd", "-P" }, { cwd = root }).stdout:match("[^/]+$"), root:match("[^/]+$") .. "\n")
    equal(process.run({ "pwd" }).stdout, here)
    equal(process.run({ "pwd" }, { cwd = "/" }).stdout, "/\n")
    local merged = process.run({ "sh", "-c", "echo out; echo err >&2" }, { stderr = "stdout" })
    equal(merged.stdout, "out\nerr\n")
    local apart = process.run({ "sh", "-c", "echo out; echo err >&2" })
    equal(apart.stdout .. apart.stderr, "out\nerr\n")
    equal(apart.stdout, "out\n")
  end
end)

that("an output that is captured beside one that is not is the right one, whatever the program before had", function()
  local both = { "sh", "-c", "echo out; echo err >&2" }
  local one = process.run(both, { stdout = "capture", stderr = "null" })
  local other = process.run(both, { stdout = "null", stderr = "capture" })
  returns(table.pack(one.stdout, one.stderr, other.stdout, other.stderr), "out\n", nil, nil, "err\n")
end)

that("many programs at once are waited for", function()
  local handles <const> = {}
  for index = 1, 12 do handles[index] = process.spawn({ "cat" }) end
  equal(process.run({ "echo", "x" }).stdout, "x\n")
  for index, handle in ipairs(handles) do
    handle:write(index)
    equal(handle:wait().stdout, tostring(index))
  end
end)

that("a start that fails leaves nothing open, and programs get only their own streams", function()
  local function count() return #fs.list("/dev/fd") end
  process.run({ "true" })
  local before = count()
  for _ = 1, 20 do
    process.run({ "true" }, { stderr = "/no/such/folder/file" })
    process.run({ "/no/such/program" })
  end
  equal(count(), before)
  local open = process.run({ "sh", "-c", "ls /dev/fd | wc -l" }).stdout
  local again
  do
    local other <close> = process.spawn({ "cat" })
    again = process.run({ "sh", "-c", "ls /dev/fd | wc -l" }).stdout
  end
  equal(again, open)
end)

that("outputs of the size of luff's reads are whole", function()
  for _, size in ipairs({ 511, 512, 513, 1024, 131071, 131072, 131073, 131584 }) do
    local result = process.run({ "sh", "-c", ("head -c %d /dev/zero; head -c %d /dev/zero >&2"):format(size, size) })
    returns(table.pack(#result.stdout, #result.stderr), size, size)
  end
end)

that("a program that is put earlier in PATH is the next one to be started", function()
  local env = require("helm.env")
  local root, path = fs.tmpdir("spec"), env.get("PATH")
  local function make(folder)
    fs.mkdir(root .. "/" .. folder)
    fs.write(root .. "/" .. folder .. "/luff-spec", "#!/bin/sh\necho " .. folder .. "\n")
    fs.chmod(root .. "/" .. folder .. "/luff-spec", "755")
  end
  env.set("PATH", table.concat({ root .. "/first", root .. "/second", path }, ":"))
  make("second")
  for _ = 1, 2 do equal(process.run({ "luff-spec" }).stdout, "second\n") end
  make("first")
  equal(process.run({ "luff-spec" }).stdout, "first\n")
  fs.chmod(root .. "/first/luff-spec", "644")
  equal(process.run({ "luff-spec" }).stdout, "second\n")
  fs.remove(root .. "/first", { recursive = true })
  equal(process.run({ "luff-spec" }).stdout, "second\n")
  env.set("PATH", path)
end)

that("a program with the script's stdin is in its group, and any other in one of its own, whatever was started before", function()
  local shown = "if [ -r /proc/$$/stat ]; then read -r _ _ _ _ group _ </proc/$$/stat; else group=$(ps -o pgid= -p $$); fi; echo $group $$"
  local function leads(stdin)
    local group, number = process.run({ "sh", "-c", shown }, { stdin = stdin }).stdout:match("(%d+)%s+(%d+)")
    return group == number
  end
  for _ = 1, 2 do
    equal(leads(nil), true)
    equal(leads("inherit"), false)
  end
end)

that("the time of process.pipe is that of all programs, and what has ended is not late", function()
  local result = process.pipe({ { "sh", "-c", "exit 4" }, { "sleep", "4.5" }, { "sleep", "2" } }, { timeout = 3 })
  local first, second, third = table.unpack(result.results)
  returns(table.pack(first.code, first.timed_out), 4, false)
  returns(table.pack(second.code, second.timed_out), 124, true)
  returns(table.pack(third.code, third.timed_out), 0, false)
  equal(result.timed_out, true)
end)

that("variables get bytes that are not UTF-8, and programs have such paths", function()
  local function bytes_of(env) return process.run({ "sh", "-c", 'printf %s "$X" | od -An -tx1' }, { env = env }).stdout end
  equal(bytes_of({ X = "a\xff" }), " 61 ff\n")
  equal(bytes_of({ X = "\xfe\xff", Y = "\xff" }), " fe ff\n")
  equal(bytes_of({ X = "\u{fffd}" }), " ef bf bd\n")
  local root = assert(fs.tmpdir("luff-process-"))
  local program = root .. "/p\xff"
  returns(table.pack(select(3, process.run({ program }))), "ENOENT")
  assert(fs.write(program, "#!/bin/sh\necho ran\n"))
  returns(table.pack(select(3, process.run({ program }))), "EACCES")
  assert(fs.chmod(program, "+x"))
  equal(process.run({ program }).stdout, "ran\n")
end)
