import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { findNativeLua } from "../helpers/lua-program.ts";
import { programUnderTest, testsWindows, testsWine } from "../helpers/program-under-test.ts";
import { runInShell } from "../helpers/run-in-shell.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

const MANIFEST = "name: total\nversion: 1.0.0\nusage: adds\n";
/** A manifest with one limit: on a slow machine another one could be reached first. */
const limited = (kind: string, text: string): string => `apiVersion: v1
type: cli/v1
name: total
version: 1.0.0
runtime: lua/v1
config:
  usage: adds
runtimeConfig:
  limits:
    ${kind}: ${text}
`;
const windows = testsWindows();

/** How a status is seen: Wine passes only the lowest byte on, and 1 if that is 0; windows.test.ts checks all 32 bits. */
function seen(status: number): number {
  return testsWine() && status > 0 ? status & 0xff || 1 : status;
}

/** What a plugin says whose main returns a value of this type that is not a status. */
function refused(type: string): string {
  return `total: main returned a ${type}; expected nothing, a boolean, an integer, or nil and a message\n`;
}

describe("a Lua plugin", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
  });
  afterAll(() => sandbox.remove());

  const runMain = (body: string, flags: readonly string[] = [], manifest = MANIFEST): ReturnType<Sandbox["run"]> => {
    sandbox.addPlugin("total", manifest, { "main.lua": `function main(...)\n${body}\nend\n` });
    return sandbox.run([...flags, "total"]);
  };

  test("that ends by an error without a position fails with its own words", async () => {
    const ended = await runMain("error('usage: total FILE', 0)");
    expect(ended).toEqual({ exitCode: 1, signal: null, stdout: "", stderr: "usage: total FILE\n" });
  });

  // Success comes from nothing, nil alone, true and 0 only.
  test.each([
    ["", 0, ""],
    ["return", 0, ""],
    ["return nil", 0, ""],
    ["return true", 0, ""],
    ["return 0", 0, ""],
    ["return 0.0", 0, ""],
    ["return false", 1, ""],
    ["return nil, 'no such file'", 1, "total: no such file\n"],
    ["return false, 'no such file'", 1, "total: no such file\n"],
    ["return 1", 1, ""],
    ["return 256", windows ? 256 : 1, ""],
    ["return -1", windows ? 0xffff_ffff : 1, ""],
    ["return 0.5", 1, refused("number")],
    ["return '0'", 1, refused("string")],
    ["return {}", 1, refused("table")],
    ["return nil, {}", 1, refused("table")],
    ["return print", 1, refused("function")],
  ])("whose main ends by %j has the status and the message of the manual", async (body, exitCode, stderr) => {
    expect(await runMain(body)).toEqual({ exitCode: seen(exitCode), signal: null, stdout: "", stderr });
  });

  test("that raises an error shows its name, the place and the traceback", async () => {
    const { exitCode, stderr } = await runMain("error('boom')");
    expect(exitCode).toBe(1);
    // Lua writes a long path without its beginning, so how much is left depends on the folder of the sandbox.
    expect(stderr).toMatch(/^total: \S.*plugins.total.main\.lua:2: boom\nstack traceback:\n/);
  });

  test("without main is an error", async () => {
    sandbox.addPlugin("none", "name: none\nversion: 1.0.0\nusage: u\n", { "main.lua": "print('ran')\n" });
    const { exitCode, stdout, stderr } = await sandbox.run(["none"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "ran\n" });
    expect(stderr).toMatch(/^none: .*main\.lua: the script defines no global function 'main'\n$/);
  });

  test("that misses a module prints the command that installs it, and no file without a name", async () => {
    const { exitCode, stderr } = await runMain("require('pl.path')");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("module 'pl.path' not found:\n");
    expect(stderr).not.toContain("no file ''");
    expect(stderr).toMatch(/: luarocks --lua-version 5\.4 --tree ".*total.lua_modules" install penlight\n$/);
  });

  test("in UTF-16 is an error that says to save it as UTF-8", async () => {
    sandbox.addPlugin("total", MANIFEST);
    sandbox.write("plugins/total/main.lua", Buffer.from("\u{feff}function main() end\n", "utf16le"));
    const { exitCode, stdout, stderr } = await sandbox.run(["total"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(
      /^Error: plugin "total": the Lua script .*main\.lua is UTF-16 text; expected UTF-8 \[script-invalid\]\nHint: Save/,
    );
  });

  test("runs within the smallest memory limit", async () => {
    const { exitCode, stdout } = await runMain("print(#('x'):rep(100000))", ["--memory-limit", "4MiB"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "100000\n" });
  });

  describe("at a limit", () => {
    test.each([
      ["time", "while true do end", 124, "1ms"],
      ["memory", "string.rep('x', 100000000)", 123, "8MiB"],
      ["output", "print(('x'):rep(2000))", 122, "1KiB"],
    ])("of %s the message says who set the limit and how to change it", async (kind, body, exitCode, text) => {
      const flag = `--${kind}-limit`;
      const variable = `LUFF_${kind.toUpperCase()}_LIMIT`;
      const lift = (setter: string): string => `Hint: Set ${setter} to a larger value, or to "none" for no limit.\n`;

      const byFlag = await runMain(body, [flag, text]);
      expect(byFlag.exitCode).toBe(exitCode);
      expect(byFlag.stderr).toEndWith(
        `Error: total: ${kind} limit reached (${text}, set by ${flag}) [limit-reached]\n${lift(flag)}`,
      );

      const byVariable = await sandbox.run(["total"], { env: { [variable]: text } });
      expect(byVariable.exitCode).toBe(exitCode);
      expect(byVariable.stderr).toEndWith(
        `Error: total: ${kind} limit reached (${text}, set by ${variable}) [limit-reached]\n${lift(variable)}`,
      );

      const byManifest = await runMain(body, [], limited(kind, text));
      expect(byManifest.exitCode).toBe(exitCode);
      expect(byManifest.stderr).toMatch(
        new RegExp(`, set by runtimeConfig\\.limits\\.${kind} in .*plugin\\.yaml\\) \\[limit-reached\\]\n`),
      );
      expect(byManifest.stderr).toEndWith(lift(`${flag} or ${variable}`));
    });
  });

  describe("ends with", () => {
    test.each([
      [256, windows ? 256 : 1],
      [-1, windows ? 0xffffffff : 1],
      [255, 255],
      [2 ** 32, 1],
    ])("the integer %d as far as the system can show it", async (value, status) => {
      const exitCode = seen(status);
      expect(await runMain(`return ${value}`)).toMatchObject({ exitCode, stderr: "" });
      expect(await runMain(`os.exit(${value})`)).toMatchObject({ exitCode, stderr: "" });
    });
  });
});

describe("a Lua script by its path", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
  });
  afterAll(() => sandbox.remove());

  test("needs no main, like a script for lua", async () => {
    sandbox.write("work/x.lua", "print(...)\nreturn 5\n");
    expect(await sandbox.run(["x.lua", "a"])).toEqual({ exitCode: 0, signal: null, stdout: "a\n", stderr: "" });
  });

  test("prints an error's text after luff's name and before a traceback, like lua", async () => {
    sandbox.write("work/x.lua", "error('usage', 0)\n");
    const { exitCode, stderr } = await sandbox.run(["x.lua"]);
    expect(exitCode).toBe(1);
    expect(stderr).toStartWith("luff: usage\nstack traceback:\n");
  });

  test("keeps the colours of its own errors, and has none in luff's words about it", async () => {
    sandbox.write("work/x.lua", String.raw`error("\27[31mred\27[0m", 0)`);
    expect((await sandbox.run(["x.lua"])).stderr).toStartWith("luff: \u001B[31mred\u001B[0m\n");
    if (windows) return;
    sandbox.write("work/a\u001B[31m.lua", "#!/bin/sh\necho hi\n");
    expect((await sandbox.run(["./a\u001B[31m.lua"])).stderr).toStartWith("luff: ./a\uFFFD[31m.lua is a script for sh");
  });

  test("prints errors under the plugin's name if Helm runs it as the plugin's command", async () => {
    sandbox.addPlugin("total", MANIFEST, { "main.lua": "function main() return nil, 'could not open it' end\n" });
    const folder = sandbox.shown("plugins", "total");
    const env = { HELM_PLUGIN_NAME: "total", HELM_PLUGIN_DIR: folder };
    expect(await sandbox.run([`${folder}/main.lua`], { env })).toMatchObject({
      exitCode: 1,
      stderr: "total: could not open it\n",
    });
    sandbox.write("work/x.lua", "function main() return nil, 'could not open it' end\n");
    expect(await sandbox.run(["./x.lua"], { env })).toMatchObject({ stderr: "luff: could not open it\n" });
  });

  /** The example of the manual. */
  const BOTH = "function main(...)\n  print('once', ...)\n  return 3\nend\n\nos.exit(main(...), true)\n";

  test("that calls main itself at its end runs it once, by its path and as a plugin", async () => {
    sandbox.write("work/both.lua", BOTH);
    sandbox.addPlugin("both", "name: both\nversion: 1.0.0\nusage: u\n", { "main.lua": BOTH });
    const once = { exitCode: 3, signal: null, stdout: "once\ta\n", stderr: "" };
    expect(await sandbox.run(["both.lua", "a"])).toEqual(once);
    expect(await sandbox.run(["both", "a"])).toEqual(once);
  });

  const lua = findNativeLua();
  test.skipIf(lua === undefined)("that calls main itself at its end is the same under lua", async () => {
    sandbox.write("work/both.lua", BOTH);
    const program = lua?.command ?? programUnderTest();
    expect(await sandbox.run(["both.lua", "a"], { program })).toEqual({
      exitCode: 3,
      signal: null,
      stdout: "once\ta\n",
      stderr: "",
    });
  });

  test.skipIf(windows)("that is read from a pipe needs no main either", async () => {
    const result = await runInShell(sandbox, `"$@" /dev/stdin x`, [], { stdin: "print(...)" });
    expect(result).toMatchObject({ exitCode: 0, stdout: "x\n", stderr: "" });
  });
});

test.each([
  ['local fs = require "helm.fs"', 'fs.reed("x")', 'helm.fs has no "reed": did you mean fs.read?'],
  [
    'local fs, log = require "helm.fs", require("helm").log',
    'log.wran("x")',
    'helm.log has no "wran": did you mean log.warn?',
  ],
  [
    'local h = require("helm")',
    "h.helm.zzz()",
    "helm.helm has no \"zzz\": 'luff help lua helm.helm' lists what it has",
  ],
  ['local helm = require("helm")', 'helm.fs.zzz("x")', "helm.fs has no \"zzz\": 'luff help lua fs' lists what it has"],
  ['local helm = require("helm")', 'helm.fss.read("x")', 'helm has no "fss": did you mean helm.fs?'],
  ["", 'require("helm.fs"):exist("x")', 'helm.fs has no "exist": did you mean fs.exists?'],
])("an error for a name that the library does not have suggests another: %s %s", async (head, call, hint) => {
  using own = createSandbox();
  own.write("work/script.lua", `${head}\nfunction main()\n  ${call}\nend\n`);
  const { exitCode, stderr } = await own.run(["./script.lua"]);
  expect({ exitCode, last: stderr.split("\n").at(-2) }).toEqual({ exitCode: 1, last: `Hint: ${hint}` });
});

test.each([
  [["-e", 'require("helm.fs").reed("x")']],
  [["-e", 'local fs = require "helm.fs" fs.reed("x")']],
  [["-e", 'fs = require "helm.fs"', "-e", 'fs.reed("x")']],
  [["-e", "x = 1", "-e", 'local fs = require "helm.fs"\nfs.reed("x")']],
  [["-"]],
])("so does one in code on the command line, or on standard input: %j", async (args) => {
  using own = createSandbox();
  const { exitCode, stderr } = await own.run(args, { stdin: 'local fs = require "helm.fs"\nfs.reed("x")\n' });
  expect({ exitCode, last: stderr.split("\n").at(-2) }).toEqual({
    exitCode: 1,
    last: 'Hint: helm.fs has no "reed": did you mean fs.read?',
  });
});

test("a session finds names that the library does not have, and reasons that are lost, by what was typed before", async () => {
  using own = createSandbox();
  const stdin = 'fs = require "helm.fs"\nfs.reed("x")\nfor line in fs.lines("no") do\nend\n';
  const { stderr } = await own.run(["-i"], { stdin });
  expect(stderr.match(/^Hint: .*/gm)).toEqual([
    'Hint: helm.fs has no "reed": did you mean fs.read?',
    "Hint: if fs.lines fails, it returns nil and says why in its second result: write `assert(fs.lines(...))`.",
  ]);
});

test.each(["require('helm.fail')('bad\\r\\n\\n')", "function main() return nil, 'bad\\n' end"])(
  "a message of a script ends in one line end: %s",
  async (source) => {
    using own = createSandbox();
    own.write("work/script.lua", `${source}\n`);
    expect((await own.run(["./script.lua"])).stderr).toBe("luff: bad\n");
  },
);

test.each(['local fs = { own = 1 }\nfunction main() fs.reed("x") end', 'function main() string.reed("x") end'])(
  "an error for a name of another table has no such hint: %j",
  async (source) => {
    using own = createSandbox();
    own.write("work/script.lua", `${source}\n`);
    const { exitCode, stderr } = await own.run(["./script.lua"]);
    expect({ exitCode, hasHint: stderr.includes("Hint:") }).toEqual({ exitCode: 1, hasHint: false });
  },
);
