import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findTool, withoutTool } from "../helpers/find-tool.ts";
import { luffOnPath } from "../helpers/luff-on-path.ts";
import { platformUnderTest, testsWindows } from "../helpers/program-under-test.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

const MANUAL = readFileSync(resolve(import.meta.dir, "../../.github/MANUAL.md"), "utf8");

/** The examples of the manual. */
const BLOCKS = [...MANUAL.matchAll(/^```\w+\n(.*?)^```$/gms)].map(([, text = ""]) => text);

/** The only example that has a text in it. Throws if there are none or several. */
function exampleWith(text: string): string {
  const [found, ...more] = BLOCKS.filter((block) => block.includes(text));
  if (found === undefined || more.length > 0) throw new Error(`not one example of the manual has ${text}`);
  return found;
}

/** A WebAssembly module whose function helm_plugin_main returns 0. */
const MODULE = Uint8Array.fromHex(
  `0061736d010000000105016000017f0302010007140110${Buffer.from("helm_plugin_main").toString("hex")}00000a0601040041000b`,
);

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => sandbox.remove());

describe("an example of MANUAL.md", () => {
  test.each([
    ["io.lines()", [], "one\ntwo\n", "one\ntwo\n"],
    ["os.exit(main(...), true)", ["a", "b c"], "", "a\tb c\n"],
    ["cjson.encode(lyaml.load", [], "a: [1, two]\n", '{"a":[1,"two"]}\n'],
  ])("with %s runs", async (text, args, stdin, stdout) => {
    sandbox.write("work/main.lua", exampleWith(text));
    expect(await sandbox.run(["./main.lua", ...args], { stdin })).toEqual({
      exitCode: 0,
      signal: null,
      stdout,
      stderr: "",
    });
  });

  test("of a session prints what the manual says", async () => {
    const [, lua = "", session = ""] = /^\$ luff -i\nluff \S+(, Lua .*\n)([^]*)$/.exec(exampleWith("$ luff -i")) ?? [];
    const typed = [...session.matchAll(/^(?:>|>>) (.*\n)/gm)].map(([, line]) => line).join("");
    sandbox.write("work/main.lua", "");
    sandbox.write("work/plugin.yaml", "");
    const { stdout: version } = await sandbox.run(["version", "--short"]);
    const { stdout, ...rest } = await sandbox.run(["-i"], { stdin: typed });
    expect(rest).toEqual({ exitCode: 0, signal: null, stderr: "" });
    // What is typed is not in the output, and at the end comes another prompt.
    expect(stdout).toBe(`luff ${version.trim()}${lua}${session.replaceAll(/^(>|>>) .*\n/gm, "$1 ")}> \n`);
  });

  test("of a plugin in WebAssembly has no faults", async () => {
    sandbox.write("work/count/plugin.yaml", exampleWith("runtime: extism/v1"));
    sandbox.write("work/count/plugin.wasm", MODULE);
    expect(await sandbox.run(["plugin", "lint", "count"])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("Helm 4 loads it\n"),
    });
  });

  test("of an index can be searched", async () => {
    sandbox.write("work/index.yaml", exampleWith("archives/greet").replace("5f2b… # 64 digits", "5f".repeat(32)));
    const { stdout, ...rest } = await sandbox.run(["plugin", "search", "greet", "--index", "index.yaml", "-o", "json"]);
    expect(rest).toEqual({ exitCode: 0, signal: null, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject([{ name: "greet", version: "1.0.0", description: "greet somebody" }]);
  });
});

describe.skipIf(testsWindows())("an example of MANUAL.md that is typed", () => {
  test("prints what the manual says", async () => {
    const [, ...parts] = exampleWith("luff -e 'greeting").split(/^\$ /m);
    expect(parts).toHaveLength(2);
    for (const part of parts) {
      const [line = "", printed] = part.split(/\n([^]*)/);
      const program = ["sh", "-c", line];
      const result = await sandbox.run([], { program, env: { PATH: luffOnPath(sandbox) } });
      expect({ line, ...result }).toEqual({ line, exitCode: 0, signal: null, stdout: printed ?? "", stderr: "" });
    }
  });
});

const PYTHON = findTool("python3");

describe.skipIf(testsWindows() || PYTHON === null)(
  `an example of MANUAL.md that is typed${withoutTool(PYTHON, "python3 that the plugin needs")}`,
  () => {
    test("has the lines that luff --debug prints, in their order", async () => {
      const [os = ""] = platformUnderTest().split("/");
      const example = exampleWith("$ luff --debug hello a")
        .replace("linux/amd64", platformUnderTest())
        .replaceAll("linux", os)
        .replace("/usr/bin/python3", PYTHON ?? "");
      const home = mkdtempSync(join(realpathSync(tmpdir()), "luff-manual-"));
      try {
        const env = {
          PATH: luffOnPath(sandbox),
          HOME: home,
          XDG_DATA_HOME: join(home, ".local/share"),
          HELM_PLUGINS: undefined,
        };
        const folder = join(home, ".local/share/helm/plugins/hello");
        mkdirSync(folder, { recursive: true });
        const commands = ["windows", os].map((each) => `  - {os: ${each}, command: $HELM_PLUGIN_DIR/run.py}\n`);
        writeFileSync(
          join(folder, "plugin.yaml"),
          `name: hello\nversion: 1.0.0\nusage: u\nplatformCommand:\n${commands.join("")}`,
        );
        writeFileSync(join(folder, "run.py"), "#!/usr/bin/env python3\n", { mode: 0o755 });
        const program = ["sh", "-c", "luff --debug hello a"];
        const { exitCode, stderr } = await sandbox.run([], { program, cwd: home, env });
        expect(exitCode).toBe(0);
        const told = linesOfDebug(example).filter((line) => line.startsWith("Debug: "));
        const printed = linesOfDebug(stderr.replaceAll(home, "/home/me"));
        expect(printed.filter((line) => told.includes(line))).toEqual(told);
      } finally {
        rmSync(home, { recursive: true, force: true });
      }
    });
  },
);

/** Lines of luff --debug without what differs from run to run: times, the build, and how many variables there are. */
function linesOfDebug(text: string): readonly string[] {
  return text.split("\n").map((line) =>
    line
      .replace(/^Debug: \d+ ms: /, "Debug: ")
      .replace(/luff \S+(?: \([\w-]+\))?, (?:Bun|QuickJS)\S* \S+,/, "luff BUILD,")
      .replace(/\d+ variables/, "variables"),
  );
}

describe("luff plugin test of a spec of MANUAL.md", () => {
  test.each([
    ["greets the world", (spec: string) => spec],
    // It has no test of its own.
    [
      "test.clock(1700000000)",
      (spec: string) =>
        `local test = require "helm.test"\n${spec.replace(/end\)\n$/, 'it("has them", function() assert.is_not_nil(test) end)\nend)\n')}`,
    ],
  ])("with %s passes", async (text, complete) => {
    expect(await sandbox.run(["plugin", "create", "greet"])).toMatchObject({ exitCode: 0 });
    sandbox.write("work/greet/spec/main_spec.lua", complete(exampleWith(text)));
    expect(await sandbox.run(["plugin", "test", "greet"])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("1 passed, 0 failed in 1 file"),
    });
  });
});

test("the spec of MANUAL.md that answers a question passes", async () => {
  using own = createSandbox();
  expect(await own.run(["plugin", "create", "greet"])).toMatchObject({ exitCode: 0 });
  own.write("work/greet/main.lua", exampleWith('prompt.confirm("Remove'));
  own.write("work/greet/spec/main_spec.lua", exampleWith('stub(prompt, "confirm")'));
  expect(await own.run(["plugin", "test", "greet"])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("2 passed, 0 failed in 1 file"),
  });
});

test("every example of MANUAL.md is in a test", () => {
  const inTests = [
    "io.lines()",
    "os.exit(main(...), true)",
    "cjson.encode(lyaml.load",
    "luff -e 'greeting",
    "$ luff -i",
    "$ luff --debug hello a",
    "archives/greet",
    "runtime: extism/v1",
    "greets the world",
    "test.clock(1700000000)",
    'prompt.confirm("Remove',
    'stub(prompt, "confirm")',
    // tests/e2e/lua-install.test.ts
    "install: luff $HELM_PLUGIN_DIR/install.lua",
    'return require("helm.install").release',
    "the install hook",
    // tests/unit/manage/documented-sets.test.ts
    "url: ./greet-1.0.0.tgz",
    "sha256: 9c01…",
  ];
  expect(BLOCKS.filter((block) => !inTests.some((text) => block.includes(text)))).toEqual([]);
});
