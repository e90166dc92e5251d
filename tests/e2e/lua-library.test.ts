import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { examplesOf, membersOf, readLibraryTypes } from "../../build/library-reference.ts";
import { programUnderTest, testsWindows } from "../helpers/program-under-test.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";
import { signalAtFirstOutput } from "../helpers/signal-at-first-output.ts";

setDefaultTimeout(120_000);

const LUA = join(import.meta.dir, "../lua");
const SPECS = readdirSync(join(LUA, "library"));
const POSIX_SPECS = readdirSync(join(LUA, "library-posix"));
const LEAST_CHECKS = 2;

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = createSandbox();
});
afterAll(() => sandbox.remove());

const runScript = (source: string): Promise<RunResult> => {
  sandbox.write("work/script.lua", source);
  return sandbox.run(["./script.lua"]);
};

test.each(SPECS)("the library passes the spec %s", (spec) => passesSpec(`library/${spec}`));

test.each(POSIX_SPECS)("the library on POSIX passes the spec %s", (spec) => passesSpec(`library-posix/${spec}`));

/** Runs a spec of tests/lua, and expects that each of its examples passes. */
async function passesSpec(spec: string): Promise<void> {
  for (const file of ["run-specs.lua", "check.lua", spec]) {
    sandbox.write(`work/specs/${file}`, readFileSync(join(LUA, file)));
  }
  const { exitCode, stdout, stderr } = await sandbox.run(["./specs/run-specs.lua", `specs/${spec}`]);
  const lines = stdout.split(/\r?\n/).filter((line) => line !== "");

  expect({ failed: lines.filter((line) => !line.startsWith("ok\t")), stderr }).toEqual({ failed: [], stderr: "" });
  expect(exitCode).toBe(0);
  expect(lines.length).toBeGreaterThanOrEqual(LEAST_CHECKS);
}

test.each(examplesOf(readLibraryTypes()))("the example $title runs", async ({ source, output, errors }) => {
  const { exitCode, stdout, stderr } = await runScript(source);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: errors });
  if (output !== undefined) expect(stdout).toBe(output);
});

/** Prints the members of a module, as `membersOf` has them; those of tables in it behind the table's name. */
const PRINT_MEMBERS = `
local function print_members(value, name)
  if type(value) == "table" then
    for key, member in pairs(value) do print_members(member, name == "" and key or name .. "." .. key) end
  else
    print(type(value) == "function" and name .. "()" or name)
  end
end
`;

const MODULES = readLibraryTypes().map((types) => [types.name, membersOf(types)] as const);

test.each(MODULES.filter(([name]) => name !== "helm"))("%s has the members of its types", async (name, members) => {
  const { stdout, stderr } = await runScript(`${PRINT_MEMBERS} print_members(require("${name}"), "")`);
  const printed = stdout.split(/\r?\n/).filter((line) => line !== "");
  expect({ members: printed.toSorted(), stderr }).toEqual({ members: [...members], stderr: "" });
});

test("helm has a field in its types for each module below it", () => {
  const below = MODULES.filter(([name]) => name.startsWith("helm."));
  const fields = below.map(([name, members]) => `${name.slice("helm.".length)}${members[0] === "()" ? "()" : ""}`);
  expect(MODULES[0]).toEqual(["helm", fields]);
});

test.skipIf(testsWindows()).each([
  ["write", `fs.write("secret", "s3cret", { mode = 384 })`],
  ["copy", `fs.copy("private", "secret")`],
])("a file that helm.fs.%s makes has its permissions before its content", async (_, call) => {
  using own = createSandbox();
  own.write("work/private", "s3cret", 0o600);
  own.write(
    "work/script.lua",
    `local fs, open = require("helm.fs"), io.open
    function io.open(path, how)
      local file = assert(open(path, how))
      if how ~= "wb" then return file end
      local function write(_, ...)
        local status = fs.stat(path)
        print(("%o %d"):format(status.mode, status.size))
        return file:write(...)
      end
      return { write = write, close = function() return file:close() end }
    end
    print(${call})`,
  );
  expect(await own.run(["./script.lua"])).toEqual({ exitCode: 0, signal: null, stdout: "600 0\ntrue\n", stderr: "" });
  expect(readFileSync(own.path("work/secret"), "utf8")).toBe("s3cret");
});

test.skipIf(testsWindows())("helm.fs makes folders while another process removes them", async () => {
  using own = createSandbox();
  own.write(
    "work/make.lua",
    `local fs = require("helm.fs")
    local codes = {}
    for _ = 1, 1500 do
      local good, message, code = fs.mkdir("a/b/c/d")
      if not good then codes[code] = message end
    end
    fs.write("ready", "")
    print(next(codes))`,
  );
  own.write(
    "work/remove.lua",
    `local fs = require("helm.fs")
    while not fs.exists("ready") do fs.remove("a/b", { recursive = true }) end`,
  );
  const [made, removed] = await Promise.all([own.run(["./make.lua"]), own.run(["./remove.lua"])]);
  expect({ made: made.stdout.trim(), removed: removed.exitCode }).toEqual({ made: "nil", removed: 0 });
});

// No file may have more than a few blocks, as on a disk that is full.
test.skipIf(testsWindows())("what cannot be written to its end does not stay", async () => {
  using own = createSandbox();
  own.write("work/in/large", "x".repeat(200_000));
  own.write("work/pack.lua", `assert(require("helm.archive").create("large.tar.gz", "in"))`);
  expect((await own.run(["./pack.lua"])).stderr).toBe("");
  own.write(
    "work/script.lua",
    `local fs, archive = require("helm.fs"), require("helm.archive")
    print(fs.copy("in/large", "copy"))
    print(archive.extract("large.tar.gz", "unpacked"))
    function os.rename() return nil, "Invalid cross-device link", 18 end
    print(fs.move("in/large", "moved"))
    print(fs.move("in", "in/../folder"))
    print(table.concat(fs.list("."), " "), #fs.list("unpacked"))`,
  );
  const program = ["sh", "-c", 'ulimit -f 8 && exec "$@"', "sh", ...programUnderTest()];
  const { stdout, stderr } = await own.run(["./script.lua"], { program });
  const fault = (path: string): string => `nil\t${path}: File too large\tEFBIG\n`;
  const left = "in large.tar.gz pack.lua script.lua unpacked\t0\n";
  expect({ stdout, stderr }).toEqual({
    stdout: fault("copy") + fault("unpacked/large") + fault("moved") + fault("in/../folder/large") + left,
    stderr: "",
  });
});

test("the library loads in a script that has taken debug away", async () => {
  // Specs, which helm.test is for, have all of Lua's libraries.
  const names = MODULES.filter(([name]) => name !== "helm" && name !== "helm.test").map(([name]) =>
    JSON.stringify(name),
  );
  const { stdout, stderr } = await runScript(
    `debug = nil for _, name in ipairs({ ${names.join(", ")} }) do require(name) end print("loaded")`,
  );
  expect({ stdout, stderr }).toEqual({ stdout: "loaded\n", stderr: "" });
});

// Nobody waits for a file of 8 GiB, so that only its header is made, by the part of helm.archive that makes headers.
test("an archive can have a file of 8 GiB or more", async () => {
  sandbox.write("work/tar.lua", readFileSync(join(import.meta.dir, "../../src/lua/library/archive/tar.lua")));
  const { stdout, stderr } = await runScript(`
    local tar = assert(loadfile("tar.lua"))({ fail = function(_, message) error(message, 0) end })
    for _, size in ipairs({ (1 << 33) - 1, 1 << 33, 1 << 40 }) do
      local header = tar.header({ name = "f", type = "file", mode = 420, size = size, target = "" })
      local length, at = #header, 1
      local entry = tar.entries(function(count) at = at + count return header:sub(at - count, at - 1) end)()
      print(entry.name, entry.size, length)
    end`);
  expect({ stdout, stderr }).toEqual({
    stdout: "f\t8589934591\t512\nf\t8589934592\t1536\nf\t1099511627776\t1536\n",
    stderr: "",
  });
});

describe("helm.fail", () => {
  test("ends a script with its message and status, without a traceback", async () => {
    const run = await runScript("require('helm.fail')('no luck', 7)");
    expect(run).toEqual({ exitCode: 7, signal: null, stdout: "", stderr: "luff: no luck\n" });
  });

  test("ends a plugin with the plugin's name", async () => {
    const main = "function main() require('helm').fail('two\\nlines') end\n";
    sandbox.addPlugin("failing", "name: failing\nversion: 1.0.0\nusage: u\n", { "main.lua": main });
    const run = await sandbox.run(["failing"]);
    expect(run).toEqual({ exitCode: 1, signal: null, stdout: "", stderr: "failing: two\nlines\n" });
  });

  test("is a failure like any other for an error that has no status of its own", async () => {
    const run = await runScript(
      "error(setmetatable({}, {__exit_status = function() return 'x' end, __tostring = function() return 'm' end}))",
    );
    expect(run).toEqual({ exitCode: 1, signal: null, stdout: "", stderr: "luff: m\n" });
  });
});

describe("helm.defer", () => {
  const DEFERRED =
    "local defer = require('helm.defer') defer(function() print('one') end) defer(function() print('two') end)\n";

  test.each([
    ["the script's end", "", 0, ""],
    ["an error", "error('boom', 0)", 1, "luff: boom\n"],
    ["helm.fail", "require('helm.fail')('boom', 4)", 4, "luff: boom\n"],
    ["os.exit", "os.exit(3)", 3, ""],
    ["os.exit that closes the state", "os.exit(5, true)", 5, ""],
    ["os.exit in a coroutine", "coroutine.wrap(function() os.exit(6) end)()", 6, ""],
    ["main", "function main() return 2 end", 2, ""],
  ])("calls the functions once after %s, the last first", async (_, code, exitCode, stderr) => {
    const run = await runScript(DEFERRED + code);
    expect({ ...run, stderr: run.stderr.split("stack traceback")[0] }).toEqual({
      exitCode,
      signal: null,
      stdout: "two\none\n",
      stderr,
    });
  });

  test.each([
    ["the end", "", 1],
    ["os.exit(0)", "os.exit(0)", 1],
    ["os.exit(true)", "os.exit(true)", 1],
    ["os.exit(9)", "os.exit(9)", 9],
  ])("calls the others and fails if one fails, after %s", async (_, code, exitCode) => {
    const run = await runScript(`${DEFERRED}defer(function() error('broken', 0) end)\n${code}`);
    expect({ exitCode: run.exitCode, stdout: run.stdout }).toEqual({ exitCode, stdout: "two\none\n" });
    expect(run.stderr).toStartWith("luff: error in a deferred function: broken\nstack traceback:\n");
  });

  test("calls what a deferred function defers, and ends at os.exit in one", async () => {
    const run = await runScript(
      `${DEFERRED}defer(function() defer(function() print('four') end) print('three') os.exit(8) end)`,
    );
    expect(run).toEqual({ exitCode: 8, signal: null, stdout: "three\nfour\ntwo\none\n", stderr: "" });
  });
});

describe("the order of require", () => {
  test("is the library first, then the plugin's own files", async () => {
    sandbox.addPlugin("own", "name: own\nversion: 1.0.0\nusage: u\n", {
      "main.lua":
        "function main() print(type(require('helm.env').get), (require('helm.mine')), (require('inspect'))) end\n",
      "helm/env.lua": "return { get = 'own' }\n",
      "helm/mine.lua": "return 'mine'\n",
      "inspect.lua": "return 'inspect'\n",
    });
    const run = await sandbox.run(["own"]);
    expect(run).toEqual({ exitCode: 0, signal: null, stdout: "function\tmine\tinspect\n", stderr: "" });
  });
});

test("the environment that a script changes is that of its children, and of os.getenv", async () => {
  const run = await runScript(`
    local env = require('helm.env')
    env.set('LUFF_TEST_NEW', 'new')
    env.unset('LUFF_TEST_OLD')
    print(os.getenv('LUFF_TEST_NEW'), os.getenv('LUFF_TEST_OLD'), pcall(os.getenv))`);
  expect(run.stdout).toBe("new\tnil\tfalse\tbad argument #1 to 'os.getenv' (string expected, got no value)\n");
});

test("a plugin's own lfs.lua is found before luff's", async () => {
  sandbox.addPlugin("files", "name: files\nversion: 1.0.0\nusage: u\n", {
    "main.lua": "function main() print((require('lfs')), select(2, require('socket'))) end\n",
    "lfs.lua": "return 'own'\n",
  });
  const run = await sandbox.run(["files"]);
  expect(run).toEqual({ exitCode: 0, signal: null, stdout: "own\t:luff:\n", stderr: "" });
});

test("temporary files and folders go at the end of the time too", async () => {
  using own = createSandbox();
  own.write("temporary/other", "");
  own.write(
    "work/script.lua",
    `local fs = require("helm.fs")
    local folder = assert(fs.tmpdir())
    fs.mkdir(folder .. "/a/b")
    fs.write(folder .. "/a/b/c", "x")
    print(fs.is_file(assert(fs.tmpfile())))
    print(fs.is_dir(folder))
    io.stdout:flush()
    require("socket").sleep(600)`,
  );
  const folder = own.shown("temporary");
  const env = { TMPDIR: folder, TEMP: folder, TMP: folder };
  const { exitCode, stdout } = await own.run(["--time-limit", "2s", "./script.lua"], { env });
  expect({ exitCode, lines: stdout.trim().split(/\r?\n/) }).toEqual({ exitCode: 124, lines: ["true", "true"] });
  expect(readdirSync(own.path("temporary"))).toEqual(["other"]);
});

test("the end of the time ends a wait of socket.sleep", async () => {
  sandbox.write("work/script.lua", "require('socket').sleep(600)");
  const { exitCode, stderr } = await sandbox.run(["--time-limit", "300ms", "./script.lua"]);
  expect(exitCode).toBe(124);
  expect(stderr).toContain("300ms");
});

test.skipIf(testsWindows())(
  "an output that is too large for the memory is an error that a script can catch",
  async () => {
    sandbox.write(
      "work/script.lua",
      `local process = require("helm.process")
    print(pcall(process.run, { "head", "-c", "60000000", "/dev/zero" }))
    print(#process.run({ "head", "-c", "1000000", "/dev/zero" }).stdout)`,
    );
    expect(await sandbox.run(["--memory-limit", "64MiB", "./script.lua"])).toEqual({
      exitCode: 0,
      signal: null,
      stdout: "false\tnot enough memory\n1000000\n",
      stderr: "",
    });
  },
);

test.each([
  ["helm.regex", `require("helm.regex").new("(x+x+)+y"):test(("x"):rep(3 << 26))`],
  [
    "helm.json",
    `local json = require("helm.json") while true do json.decode("[" .. ("[{}],"):rep(1 << 18) .. "1]") end`,
  ],
  ["helm.yaml", `require("helm.yaml").decode("[" .. ("{a: b},"):rep(1 << 22) .. "1]")`],
])("the end of the time ends %s", async (_, source) => {
  sandbox.write("work/script.lua", source);
  const { exitCode, stderr } = await sandbox.run(["--time-limit", "500ms", "--memory-limit", "1G", "./script.lua"]);
  expect({ exitCode, stderr: stderr.split("\n")[0] }).toEqual({
    exitCode: 124,
    stderr: "Error: time limit reached (500ms, set by --time-limit) [limit-reached]",
  });
});

test.each([
  ["SIGINT", 130, "interrupted!"],
  ["SIGTERM", 143, "terminated!"],
  ["SIGHUP", 129, "terminated!"],
] as const)("a Lua script that is sent %s while it sleeps calls what it deferred", async (signal, exitCode, words) => {
  sandbox.write(
    "work/script.lua",
    `require('helm.defer')(function() print('cleaned') end)
    print('ready') io.stdout:flush()
    require('socket').sleep(600)`,
  );
  const { stdout, exitCode: status, stderr } = await signalAtFirstOutput(sandbox, signal);
  expect({ stdout, status }).toEqual({ stdout: "ready\ncleaned\n", status: exitCode });
  expect(stderr).toContain(words);
});

const WAITING = `local defer = require("helm.defer")
  local function wait()
    print("ready") io.stdout:flush()
    require("helm.process").run({ "sleep", "600" })
  end
  function main(how)
    defer(function() print("cleaned") end)
    if how == "wrapped" then
      local _, message = pcall(wait)
      error("no release: " .. tostring(message), 0)
    elseif how == "other" then
      pcall(wait)
      error("no release", 0)
    end
    wait()
  end`;

// The signal can come before the script waits, where no line of Lua runs.
test.each<[signal: "SIGINT" | "SIGTERM" | "SIGHUP", args: readonly string[], exitCode: number, said: RegExp]>([
  ["SIGINT", ["p"], 130, /^$/],
  ["SIGINT", ["p", "wrapped"], 130, /^$/],
  ["SIGINT", ["p", "other"], 130, /^p: no release\n/],
  ["SIGTERM", ["p"], 143, /^p: (?:[^\n]*:\d+: )?terminated!\n$/],
  ["SIGHUP", ["p"], 129, /^p: (?:[^\n]*:\d+: )?terminated!\n$/],
  ["SIGINT", ["--debug", "p"], 130, /^p: (?:[^\n]*:\d+: )?interrupted!\nstack traceback:\n/m],
])(
  "a Lua script that is sent %s as the plugin of %j says no more than its user needs",
  async (signal, args, exitCode, said) => {
    using own = createSandbox();
    own.addPlugin("p", "name: p\nversion: 1.0.0\ncommand: $HELM_PLUGIN_DIR/main.lua\n", { "main.lua": WAITING });
    const { stdout, exitCode: status, stderr } = await signalAtFirstOutput(own, signal, args);
    expect({ stdout, status }).toEqual({ stdout: "ready\ncleaned\n", status: exitCode });
    expect(stderr).toMatch(said);
  },
);
