import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { createSandbox, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

const MANIFEST = "version: 1.0.0\nusage: u\ndescription: d\ncommand: luff $HELM_PLUGIN_DIR/main.lua first\n";

const MAIN = `local names = require("names")
function main(first, name)
  print(first .. ": " .. names.or_world(name))
  if name == "deep" then names.fail() end
end
`;

const NAMES = `local names = {}
function names.or_world(name) return name or "world" end
function names.fail() error("deep") end
return names
`;

const GREET_SPEC = `local test = require "helm.test"
local names = require "names"
local order = {}
describe("greet", function()
  setup(function() order[#order + 1] = "setup" end)
  before_each(function() order[#order + 1] = "before" end)
  after_each(function() order[#order + 1] = "after" end)
  context("by name", function()
    before_each(function() order[#order + 1] = "inner" end)
    it("greets the world", function()
      assert.same({ ok = true, code = 0, stdout = "first: world\\n", stderr = "" }, test.run())
    end)
    spec("greets one", function()
      finally(function() order[#order + 1] = "finally" end)
      assert.equals("first: Ann\\n", test.run({ "Ann" }).stdout)
    end)
  end)
  teardown(function()
    assert.same("setup before inner after before inner finally after", table.concat(order, " "))
  end)
end)
it("stubs a function for one test", function()
  stub(names, "or_world").returns("nobody")
  assert.equals("nobody", names.or_world("x"))
  assert.stub(names.or_world).was_called_with("x")
end)
it("has the function again in the next one", function()
  assert.equals("x", names.or_world("x"))
end)
it("is the plugin, in its folder", function()
  local plugin = require "helm.plugin"
  assert.equals("greet", plugin.name)
  assert.equals("greet", require("helm.path").base(plugin.dir))
  assert.is_not_nil(io.open("plugin.yaml"))
  assert.is_nil(describe == nil and 1 or nil)
end)
`;

const WRONG_SPEC = `local names = require "names"
describe("wrong", function()
  it("compares tables", function()
    assert.same({ a = { 1, 2 } }, { a = { 1, 3 } })
  end)
  it("calls what fails", function()
    names.fail()
  end)
  it("is later")
  it("is pending for a reason", function() pending("no server") end)
  pending("has no body", function() error("x") end)
end)
`;

describe("luff plugin test", () => {
  let sandbox: Sandbox;
  const addSpecs = (name: string, files: Readonly<Record<string, string>>): void => {
    sandbox.write(`work/${name}/plugin.yaml`, `name: ${name}\n${MANIFEST}`);
    sandbox.write(`work/${name}/main.lua`, MAIN);
    sandbox.write(`work/${name}/names.lua`, NAMES);
    for (const [path, text] of Object.entries(files)) sandbox.write(`work/${name}/${path}`, text);
  };
  beforeAll(() => {
    sandbox = createSandbox();
    addSpecs("greet", { "spec/greet_spec.lua": GREET_SPEC });
    addSpecs("wrong", {
      "spec/wrong_spec.lua": WRONG_SPEC,
      "tests/deep/ok_spec.lua": 'it("passes", function() end)\n',
    });
    addSpecs("none", { "spec/helper.lua": "" });
    addSpecs("ends", {
      "spec/a_spec.lua": 'it("exits", function() print("said") os.exit(3) end)\nit("never runs", function() end)\n',
      "spec/b_spec.lua": 'it("is broken" function() end)\n',
      "spec/c_spec.lua": 'describe("a block", function() error("no luck") end)\n',
      "spec/d_spec.lua":
        'describe("a block", function() setup(function() error("no set-up") end) it("never runs", function() end) end)\n',
    });
    addSpecs("slow", { "spec/slow_spec.lua": 'it("never ends", function() while true do end end)\n' });
  });
  afterAll(() => sandbox.remove());

  const runTests = (...args: readonly string[]): Promise<RunResult> => sandbox.run(["plugin", "test", ...args]);

  test("runs blocks, hooks and tests as busted does, with the plugin's modules and script", async () => {
    expect(await runTests("greet")).toEqual({
      exitCode: 0,
      signal: null,
      stdout: "ok   spec/greet_spec.lua (5 passed)\n5 passed, 0 failed in 1 file\n",
      stderr: "",
    });
  });

  test("sets Lua's own tables, the working folder and io's default files back after each test", async () => {
    addSpecs("changes", {
      "spec/changes_spec.lua": `
local lfs = require "lfs"
local path, folder = package.path, lfs.currentdir()
string.of_file = true
setup(function() string.of_setup = true end)
it("changes them", function()
  string.trim, table.concat, package.path = print, nil, ""
  assert(lfs.chdir("spec"))
  io.output("out"):write("x")
end)
it("loads modules that change os", function()
  require("helm.env").set("OF_TEST", "seen")
  require("helm.defer")(function() print("deferred") end)
end)
it("finds them as they were", function()
  assert.is_nil(os.getenv("OF_TEST"))
  require("helm.env").set("OF_TEST", "seen")
  assert.equals("seen", os.getenv("OF_TEST"))
  assert.same({ path, folder, io.stdout }, { package.path, lfs.currentdir(), io.output() })
  assert.same({ true, true }, { string.of_file, string.of_setup })
  assert.is_nil(string.trim)
  assert.is_function(table.concat)
end)
teardown(function() os.exit(true) end)
`,
    });
    expect(await runTests("changes")).toMatchObject({
      exitCode: 1,
      stdout:
        "FAIL spec/changes_spec.lua (3 passed, 1 failed)\n  failed: the file\n    spec/changes_spec.lua:\n" +
        "      the file did not run to its end: it ended with the status 0\n  it wrote:\n    deferred\n" +
        "3 passed, 1 failed in 1 file\n",
    });
  });

  test("tests the working folder if no folder is given", async () => {
    const { exitCode, stdout } = await sandbox.run(["plugin", "test"], { cwd: "work/greet" });
    expect({ exitCode, last: stdout.split("\n").at(-2) }).toEqual({
      exitCode: 0,
      last: "5 passed, 0 failed in 1 file",
    });
  });

  test("prints file, line and difference of each failure, and what is pending, in the order of the files", async () => {
    const { exitCode, stdout, stderr } = await runTests("wrong");
    const text = stdout.replace(/table: 0x\w+/g, "table");
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
    expect(text).toBe(`FAIL spec/wrong_spec.lua (0 passed, 2 failed, 3 pending)
  pending: wrong is later
    spec/wrong_spec.lua:9
  pending: wrong is pending for a reason
    spec/wrong_spec.lua:10:
      no server
  pending: wrong has no body
    spec/wrong_spec.lua:11
  failed: wrong compares tables
    spec/wrong_spec.lua:4:
      Expected objects to be the same.
      Passed in:
      (table) {
       *[a] = {
          [1] = 1
         *[2] = 3 } }
      Expected:
      (table) {
       *[a] = {
          [1] = 1
         *[2] = 2 } }
  failed: wrong calls what fails
    spec/wrong_spec.lua:7:
      names.lua:3: deep
    called from:
      names.lua:3: in function 'names.fail'
      spec/wrong_spec.lua:7: in function <spec/wrong_spec.lua:6>
ok   tests/deep/ok_spec.lua (1 passed)
1 passed, 2 failed, 3 pending in 2 files
`);
  });

  test("names the function of the library that a failed test may mean, wherever the wrong one is called", async () => {
    sandbox.addPlugin("p", "name: p\nversion: 1.0.0\nusage: u\n", {
      "main.lua": `local fs = require "helm.fs"
local m = require "lib.m"
function main(what)
  if what == "m" then return m.go() end
  fs.raed("x")
end
`,
      "lib/m.lua": `return { go = function() return require("helm.json").decod("1") end, own = function() return ({}).raed() end }\n`,
      "spec/a_spec.lua": `local test = require "helm.test"
local m = require "lib.m"
it("spec", function() test.rnu() end)
it("script", function() assert.equals(0, test.run().code) end)
it("module of the script", function() local result = test.run({ "m" }) assert.equals(0, result.code, result.stderr) end)
it("module", function() m.go() end)
it("other", function() m.own() end)
it("field of nothing", function() test.nothing.at() end)
`,
    });
    const { stdout } = await runTests("-o", "json", "../plugins/p");
    const { files } = JSON.parse(stdout) as {
      readonly files: readonly { readonly tests: readonly { readonly name: string; readonly message: string }[] }[];
    };
    const hints = files[0]?.tests.map(({ name, message }) => [name, /\nHint: (.*)$/.exec(message)?.[1]]);
    expect(hints).toEqual([
      ["spec", 'helm.test has no "rnu": did you mean test.run?'],
      ["script", 'helm.fs has no "raed": did you mean fs.read?'],
      ["module of the script", 'helm.json has no "decod": did you mean json.decode?'],
      ["module", 'helm.json has no "decod": did you mean json.decode?'],
      ["other", undefined],
      ["field of nothing", "helm.test has no \"nothing\": 'luff help lua test' lists what it has"],
    ]);
  });

  test("sets C libraries back after each test, with their settings", async () => {
    sandbox.addPlugin("p", "name: p\nversion: 1.0.0\nusage: u\n", {
      "main.lua": "function main() end\n",
      "lpeg.lua": "return { own = 0 }\n",
      "spec/a_spec.lua": `local lfs = require "lfs"
local function counts() local own = require "lpeg" own.own = own.own + 1 return own.own end
it("changes them", function()
  lfs.attributes = nil
  require("cjson").encode_number_precision(3)
  require("cjson").null, require("socket").sleep = nil, nil
  assert.equals(1, counts())
end)
it("finds them as they were", function()
  assert.is_function(lfs.attributes)
  assert.equals("[0.12345]", require("cjson").encode({ 0.12345 }))
  assert.is_userdata(require("cjson").null)
  assert.is_function(require("socket").sleep)
end)
it("does not set back a module of the plugin that has the name of one", function() assert.equals(2, counts()) end)
`,
    });
    expect(await runTests("../plugins/p")).toMatchObject({
      exitCode: 0,
      stdout: "ok   spec/a_spec.lua (3 passed)\n3 passed, 0 failed in 1 file\n",
    });
  });

  test("prints what the plugin wrote to stderr below a test that fails, once", async () => {
    const main = `function main(what)
  if what == "typo" then nmae() end
  io.stderr:write("broken\\n")
  return 3
end
`;
    sandbox.write("work/broken/plugin.yaml", "name: broken\nversion: 1.0.0\ncommand: luff $HELM_PLUGIN_DIR/main.lua\n");
    sandbox.write("work/broken/main.lua", main);
    const spec = `local test = require "helm.test"
it("fails", function() assert.equals(0, test.run().code) end)
it("has the text already", function()
  local result = test.run()
  assert.equals("", result.stderr)
end)
it("has a typo", function() assert.is_true(test.run({ "typo" }).ok) end)
it("runs nothing", function() error("own", 0) end)
it("asks for a program without a fake", function()
  test.program("kubectl", {})
  test.run({}, { script = "asks.lua" })
end)
`;
    sandbox.write("work/broken/spec/a_spec.lua", spec);
    const asks = 'function main() pcall(require("helm.process").run, { "git", "status" }) end\n';
    sandbox.write("work/broken/asks.lua", asks);
    const { exitCode, stdout } = await runTests("broken");
    expect(exitCode).toBe(1);
    expect(stdout).toBe(`FAIL spec/a_spec.lua (0 passed, 5 failed)
  failed: fails
    spec/a_spec.lua:2:
      Expected objects to be equal.
      Passed in:
      (number) 3
      Expected:
      (number) 0
      The script wrote to stderr:
      broken
  failed: has the text already
    spec/a_spec.lua:5:
      Expected objects to be equal.
      Passed in:
      (string) 'broken
      '
      Expected:
      (string) ''
  failed: has a typo
    spec/a_spec.lua:7:
      Expected objects to be the same.
      Passed in:
      (boolean) false
      Expected:
      (boolean) true
      The script wrote to stderr:
      broken: main.lua:2: attempt to call a nil value (global 'nmae')
      stack traceback:
        main.lua:2: in function 'main'
        [C]: in ?
  failed: runs nothing
    spec/a_spec.lua:8:
      own
  failed: asks for a program without a fake
    spec/a_spec.lua:11:
      helm.test has no fake for the program 'git status'; it has one for: kubectl …
0 passed, 5 failed in 1 file
`);
  });

  test("gives specs the same settings of Helm on every machine", async () => {
    const main = `local process, kube, helm = require("helm.process"), require("helm.kube"), require("helm.helm")
function main()
  kube.run({ "get", "pods" })
  helm.run({ "list" })
  print(os.getenv("KUBECONFIG"), os.getenv("HELM_KUBECONTEXT"), os.getenv("HELM_DEBUG"), os.getenv("HELM_MAX_HISTORY"))
end
`;
    sandbox.write(
      "work/settings/plugin.yaml",
      "name: settings\nversion: 1.0.0\ncommand: luff $HELM_PLUGIN_DIR/main.lua\n",
    );
    sandbox.write("work/settings/main.lua", main);
    const spec = `local test = require "helm.test"
it("calls", function()
  test.program("helm")
  test.program("kubectl")
  assert.equals("nil\\t\\tfalse\\t10\\n", test.run().stdout)
  assert.same({ "kubectl", "--namespace=default", "get", "pods" }, test.calls()[1].argv)
  assert.same({ "helm", "list" }, test.calls()[2].argv)
end)
it("calls otherwise", function()
  test.program("kubectl")
  test.program("other")
  test.run({}, { env = { HELM_NAMESPACE = "web", HELM_BIN = "other" } })
  assert.same({ "kubectl", "--namespace=web", "get", "pods" }, test.calls()[1].argv)
end)
`;
    sandbox.write("work/settings/spec/a_spec.lua", spec);
    const kubeconfig = "contexts: [{name: c, context: {namespace: own}}]\ncurrent-context: c\n";
    const env = {
      KUBECONFIG: sandbox.write("work/kubeconfig", kubeconfig),
      HELM_KUBECONTEXT: "c",
      HELM_NAMESPACE: "mine",
      HELM_BIN: "/opt/helm",
      HELM_MAX_HISTORY: "3",
      HELM_KUBETOKEN: "t",
    };
    const flags = ["-n", "flag", "--kube-as-user", "me"];
    const { exitCode, stdout } = await sandbox.run([...flags, "plugin", "test", "settings"], { env });
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: "ok   spec/a_spec.lua (2 passed)\n2 passed, 0 failed in 1 file\n",
    });
  });

  test("says what became of a file that ends early, does not compile or fails outside of its tests", async () => {
    const { exitCode, stdout } = await runTests("ends");
    expect(exitCode).toBe(1);
    expect(stdout).toBe(`FAIL spec/a_spec.lua (0 passed, 1 failed)
  failed: exits
    spec/a_spec.lua:1:
      the file did not run to its end: it ended with the status 3
    it wrote:
      said
FAIL spec/b_spec.lua (0 passed, 1 failed)
  failed: the file
    spec/b_spec.lua:1:
      ')' expected near 'function'
FAIL spec/c_spec.lua (0 passed, 1 failed)
  failed: a block
    spec/c_spec.lua:1:
      no luck
FAIL spec/d_spec.lua (0 passed, 1 failed)
  failed: a block
    spec/d_spec.lua:1:
      no set-up
0 passed, 4 failed in 4 files
`);
  });

  test("reports a file that fails after its last test", async () => {
    const spec = 'require("helm.defer")(function() os.exit(4) end)\nit("passes", function() end)\n';
    addSpecs("late", { "spec/late_spec.lua": spec });
    expect(await runTests("late")).toEqual({
      exitCode: 1,
      signal: null,
      stdout:
        "FAIL spec/late_spec.lua (1 passed, 1 failed)\n  failed: the file\n    spec/late_spec.lua:\n" +
        "      the file failed after its last test: it ended with the status 4\n1 passed, 1 failed in 1 file\n",
      stderr: "",
    });
  });

  test("calls at the end what the spec has deferred, and what the script has deferred after the script", async () => {
    addSpecs("deferring", {
      "main.lua": 'function main() require("helm.defer")(function() print("script") end) end\n',
      "spec/a_spec.lua":
        'require("helm.defer")(function() print("spec") end)\n' +
        'it("runs", function() assert.equals("script\\n", require("helm.test").run().stdout) end)\n',
    });
    expect(await runTests("deferring")).toMatchObject({
      exitCode: 0,
      stdout: "ok   spec/a_spec.lua (1 passed)\n  it wrote:\n    spec\n1 passed, 0 failed in 1 file\n",
    });
  });

  test("keeps the beginning and the end of a long output", async () => {
    const spec = 'it("prints", function() for line = 1, 100000 do print("line", line) end error("no") end)\n';
    addSpecs("long", { "spec/long_spec.lua": spec });
    const { exitCode, stdout } = await runTests("-o", "json", "long");
    const { files } = JSON.parse(stdout) as { readonly files: readonly [{ readonly output: string }] };
    const lines = files[0].output.split("\n");
    expect({ exitCode, first: lines[0], last: lines.at(-2), end: lines.at(-1) }).toEqual({
      exitCode: 1,
      first: "line\t1",
      last: "line\t100000",
      end: "",
    });
    const kept = lines.length - 2;
    const rows = lines.filter((line) => /^line\t\d+$/.test(line));
    expect(rows).toHaveLength(kept);
    expect(lines.find((line) => !rows.includes(line))).toMatch(/^… \d+ bytes are left out …$/);
    expect(files[0].output.length).toBeLessThan(1 << 19);
  });

  test("prints what a failed test wrote with the test, and the rest at the end", async () => {
    addSpecs("writes", {
      "spec/a_spec.lua": `print("before all")
it("fails", function() print("one") os.execute("echo two") error("no", 0) end)
it("passes", function() print("three") end)
it("fails too", function() io.stderr:write("four\\n") error("no", 0) end)
it("writes nothing", function() error("no", 0) end)
print("described")
`,
    });
    const { stdout } = await runTests("writes");
    expect(stdout).toBe(`FAIL spec/a_spec.lua (1 passed, 3 failed)
  failed: fails
    spec/a_spec.lua:2:
      no
    it wrote:
      one
      two
  failed: fails too
    spec/a_spec.lua:4:
      no
    it wrote:
      four
  failed: writes nothing
    spec/a_spec.lua:5:
      no
  it wrote:
    before all
    described
    three
1 passed, 3 failed in 1 file
`);
  });

  test("ends a file at its time limit", async () => {
    const { exitCode, stdout } = await runTests("--time-limit", "4s", "slow");
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      "  failed: never ends\n    spec/slow_spec.lua:1:\n" +
        "      the file did not run to its end: time limit reached (4s, set by --time-limit) [limit-reached] (status 124)\n",
    );
  });

  test("ends what runs, and removes its folder, at Ctrl-C", async () => {
    using own = createSandbox();
    own.write("work/slow/plugin.yaml", `name: slow\n${MANIFEST}`);
    const spec = 'it("waits", function() io.open("begun", "w"):close() require("socket").sleep(600) end)\n';
    own.write("work/slow/spec/slow_spec.lua", spec);
    own.write("work/slow/spec/after_spec.lua", 'it("passes", function() end)\n');
    const { process: luff, result } = own.start(["plugin", "test", "--jobs", "1", "slow"]);
    while (!existsSync(own.path("work", "slow", "begun"))) await Bun.sleep(20);
    luff.kill("SIGINT");
    const { exitCode, stdout, stderr } = await result;
    expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: "ok   spec/after_spec.lua (1 passed)\n" });
    expect(stderr).toBe("Error: stopped by a signal; not all specs have run [interrupted]\n");
    expect(readdirSync(own.path("tmp"))).toEqual([]);
  });

  test("runs only the files that are named, and the tests that a pattern finds", async () => {
    const named = await runTests("wrong", "tests/deep/ok_spec.lua");
    expect(named).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("1 passed, 0 failed in 1 file\n") });
    const filtered = await runTests("--filter", "^greet by name greets", "greet");
    expect(filtered).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("2 passed, 0 failed in 1 file\n") });
  });

  test("finds the plugin of files that are named by their own paths", async () => {
    const last = async (words: readonly string[], cwd = "work"): Promise<string | undefined> => {
      const { exitCode, stdout, stderr } = await sandbox.run(["plugin", "test", ...words], { cwd });
      return exitCode === 2 ? stderr.split("\n")[0] : stdout.split("\n").at(-2);
    };
    const passed = "1 passed, 0 failed in 1 file";
    expect(await last(["wrong/tests/deep/ok_spec.lua"])).toBe(passed);
    expect(await last(["wrong/tests/", "wrong/tests/deep/ok_spec.lua"])).toBe(passed);
    expect(await last([sandbox.path("work", "wrong", "tests")])).toBe(passed);
    expect(await last(["deep/ok_spec.lua"], "work/wrong/tests")).toBe(passed);
    expect(await last(["wrong/tests", "greet/spec"])).toStartWith("Error: there is no file or folder greet/spec in ");
  });

  test("says nothing of files of which a filter leaves nothing", async () => {
    const { exitCode, stdout } = await runTests("--filter", "^passes$", "wrong");
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: "ok   tests/deep/ok_spec.lua (1 passed)\n1 passed, 0 failed in 2 files\n",
    });
    const none = await runTests("--filter", "no such test", "wrong");
    expect({ exitCode: none.exitCode, stdout: none.stdout }).toEqual({
      exitCode: 2,
      stdout: "0 passed, 0 failed in 2 files\n",
    });
  });

  test("says how tables are compared that only look equal", async () => {
    addSpecs("tables", {
      "spec/a_spec.lua":
        'it("one", function() assert.equals({ 1 }, { 1 }) end)\nit("two", function() assert.equals({ 1 }, { 2 }) end)\n',
    });
    const { stdout } = await runTests("tables");
    const hint = "      These are two tables with the same content. assert.same compares contents.\n";
    expect(stdout.split(hint)).toEqual([
      expect.stringContaining("failed: one"),
      expect.stringContaining("failed: two"),
    ]);
  });

  test("ends with 2 if there is no spec, no such file, or no such test", async () => {
    const none = await runTests("none");
    expect({ exitCode: none.exitCode, stdout: none.stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(none.stderr).toContain("[spec-not-found]");
    expect(await runTests("greet", "spec/other_spec.lua")).toMatchObject({ exitCode: 2, stdout: "" });
    expect(await runTests("--filter", "no such test", "greet")).toMatchObject({ exitCode: 2 });
    expect(await runTests("--jobs", "0", "greet")).toMatchObject({ exitCode: 2 });
    expect(await runTests("--time-limit", "soon", "greet")).toMatchObject({ exitCode: 2 });
  });

  test("names tests if the filter finds none, those that it could mean first", async () => {
    const { exitCode, stderr } = await runTests("--filter", "HAS THE", "greet");
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr:
        'Error: no test has a name that the pattern "HAS THE" finds [spec-not-found]\n' +
        "Hint: A filter is a pattern of Lua, in which small and large letters differ. There are the tests " +
        '"has the function again in the next one", "greet by name greets the world", "greet by name greets one", and 2 others.\n',
    });
    addSpecs("without", { "spec/a_spec.lua": 'describe("nothing", function() end)\n' });
    expect((await runTests("--filter", "x", "without")).stderr).toEndWith("\nHint: Write a test with it().\n");
  });

  test("ends with 2 if Lua does not take the filter for a pattern", async () => {
    const { exitCode, stderr } = await runTests("--filter", "[a", "greet");
    const first = stderr.split("\n")[0];
    expect({ exitCode, first }).toEqual({
      exitCode: 2,
      first: "Error: luff plugin test: the filter is not a pattern of Lua: malformed pattern (missing ']') [usage]",
    });
  });

  test("refuses what is no plugin, and a plugin that luff cannot run", async () => {
    const refused = (code: string) => ({ exitCode: 1, stdout: "", stderr: expect.stringContaining(`[${code}]`) });
    expect(await runTests("nothing")).toMatchObject(refused("plugin-not-found"));
    const manifest = "apiVersion: v1\nname: module\nversion: 1.0.0\ntype: cli/v1\nruntime: extism/v1\n";
    sandbox.write("work/module/plugin.yaml", manifest);
    sandbox.write("work/module/plugin.wasm", "");
    sandbox.write("work/module/spec/a_spec.lua", 'it("passes", function() end)\n');
    expect(await runTests("module")).toMatchObject(refused("runtime-unsupported"));
  });

  test("prints the Test Anything Protocol", async () => {
    const { exitCode, stdout } = await runTests("-o", "tap", "wrong");
    expect(exitCode).toBe(1);
    expect(stdout.split("\n").filter((line) => !line.startsWith("# "))).toEqual([
      "TAP version 13",
      "1..6",
      "not ok 1 - spec/wrong_spec.lua: wrong compares tables",
      "not ok 2 - spec/wrong_spec.lua: wrong calls what fails",
      "ok 3 - spec/wrong_spec.lua: wrong is later # SKIP",
      "ok 4 - spec/wrong_spec.lua: wrong is pending for a reason # SKIP no server",
      "ok 5 - spec/wrong_spec.lua: wrong has no body # SKIP",
      "ok 6 - tests/deep/ok_spec.lua: passes",
      "",
    ]);
  });

  test("prints XML for build servers", async () => {
    const { exitCode, stdout } = await runTests("-o", "junit", "ends", "spec/a_spec.lua", "spec/b_spec.lua");
    const ended = "the file did not run to its end: it ended with the status 3";
    expect(exitCode).toBe(1);
    expect(stdout.replace(/time="[\d.]+"/g, 'time="T"')).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="spec/a_spec.lua" tests="1" failures="1" skipped="0" time="T">
    <testcase classname="spec/a_spec.lua" name="exits" file="spec/a_spec.lua" line="1" time="T"><failure message="${ended}">${ended}</failure></testcase>
    <system-out>said
</system-out>
  </testsuite>
  <testsuite name="spec/b_spec.lua" tests="1" failures="1" skipped="0" time="T">
    <testcase classname="spec/b_spec.lua" name="the file" file="spec/b_spec.lua" line="1" time="T"><failure message="')' expected near 'function'">')' expected near 'function'</failure></testcase>
  </testsuite>
</testsuites>
`);
  });

  test("prints all results as JSON", async () => {
    const { exitCode, stdout } = await runTests("-o", "json", "greet");
    const report = JSON.parse(stdout) as { readonly files: readonly { readonly tests: readonly object[] }[] };
    expect(exitCode).toBe(0);
    expect(report).toMatchObject({
      passed: 5,
      failed: 0,
      pending: 0,
      files: [{ file: "spec/greet_spec.lua", output: "" }],
    });
    expect(report.files[0]?.tests[0]).toMatchObject({
      name: "greet by name greets the world",
      status: "passed",
      line: 10,
    });
  });

  describe("with --coverage", () => {
    const USED = `local used = {}
local function pick(yes)
  if yes then
    return 1
  end
  return 2
end
function used.all(...)
  local both = { pick(true),
    pick(...) }
  return coroutine.wrap(function()
    return both[1]
  end)()
end
return used
`;
    const FILES = {
      "used.lua": USED,
      "lib/unused.lua": "local unused = {}\nfunction unused.f()\n  return 1\nend\nreturn unused\n",
      "spec/a_spec.lua": 'it("uses it", function() assert.equals(1, require("used").all(true)) end)\n',
      "spec/b_spec.lua": 'it("runs the script", function() assert(require("helm.test").run().ok) end)\n',
    };
    beforeAll(() => addSpecs("covered", FILES));

    const TABLE = `FILE            LINES  MISSED  COVERED  MISSING LINES
lib/unused.lua  5      5       0 %      1-5
main.lua        5      0       100 %
names.lua       4      0       100 %
used.lua        13     1       92 %     6
all             27     6       77 %
`;

    test("prints which lines of the plugin ran, those of all files of specs together", async () => {
      const { exitCode, stdout } = await runTests("--coverage", "covered");
      expect(exitCode).toBe(0);
      expect(stdout).toBe(
        `ok   spec/a_spec.lua (1 passed)\nok   spec/b_spec.lua (1 passed)\n${TABLE}2 passed, 0 failed in 2 files\n`,
      );
    });

    test("counts the lines of a script that is named by a relative path", async () => {
      addSpecs("relative", {
        "lib/install.lua": "function main()\n  print(1)\n  dofile('./lib/../lib/more.lua')\nend\n",
        "lib/more.lua": "print(2)\n",
        "spec/a_spec.lua": 'it("runs", function() require("helm.test").run({}, { script = "lib/install.lua" }) end)\n',
      });
      const { exitCode, stdout } = await runTests("--coverage", "relative");
      expect(exitCode).toBe(0);
      expect(stdout).toContain("\nlib/install.lua  4      0       100 %\nlib/more.lua     1      0       100 %\n");
    });

    test("prints the results even if it cannot write the file", async () => {
      const { exitCode, stdout, stderr } = await runTests(
        "--coverage-file",
        "covered/main.lua/lcov.info",
        "-o",
        "tap",
        "covered",
      );
      expect({ exitCode, lines: stdout.split("\n").slice(0, 3) }).toEqual({
        exitCode: 1,
        lines: ["TAP version 13", "1..2", "ok 1 - spec/a_spec.lua: uses it"],
      });
      expect(stderr).toStartWith(`${TABLE}Error: `);
      expect(stderr).toContain("[file-failed]");
    });

    test("writes it in the format of lcov", async () => {
      const { exitCode, stdout, stderr } = await runTests("--coverage-file", "lcov.info", "-o", "tap", "covered");
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: TABLE });
      expect(stdout).toStartWith("TAP version 13\n");
      const records = (await Bun.file(sandbox.path("work", "lcov.info")).text()).split("end_of_record\n");
      expect(records).toHaveLength(5);
      expect(records[0]).toBe("TN:\nSF:lib/unused.lua\nDA:1,0\nDA:2,0\nDA:3,0\nDA:4,0\nDA:5,0\nLF:5\nLH:0\n");
      expect(records[3]).toContain("\nDA:3,2\nDA:4,2\nDA:6,0\nDA:7,1\n");
    });
  });
});
