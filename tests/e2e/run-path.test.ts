import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { manifestOf, programFiles } from "../helpers/fixture-programs.ts";
import { testsWindows } from "../helpers/program-under-test.ts";
import { runInShell } from "../helpers/run-in-shell.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

const SHOW = programFiles(
  `printf '%s\\n' "$HELM_PLUGIN_DIR" "$HELM_PLUGIN_NAME" "$HELM_NAMESPACE" "$@"`,
  'for _, name in ipairs({ "DIR", "NAME" }) do print(os.getenv("HELM_PLUGIN_" .. name)) end\n' +
    'print(os.getenv("HELM_NAMESPACE"))\nfor _, argument in ipairs(arg) do print(argument) end',
);
const SCRIPT = `function main(...)
  print(arg[0], select("#", ...), ...)
  io.write(io.read("a") or "")
  return 5
end
`;

/** For scripts in files that only POSIX systems have. */
const posixOnly = test.skipIf(testsWindows());

describe("luff PATH", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    sandbox.write("work/my plugin/plugin.yaml", manifestOf("mine"));
    for (const [name, content] of Object.entries(SHOW)) sandbox.write(`work/my plugin/${name}`, content, 0o755);
    sandbox.write("work/script.lua", SCRIPT);
    sandbox.write("work/no extension", `#!/usr/bin/env luff\n${SCRIPT}`, 0o755);
    sandbox.write("lib/real.lua", 'function main() print((require("beside"))) end\n');
    sandbox.write("lib/beside.lua", 'return "found"\n');
    sandbox.link("work/link.lua", sandbox.path("lib/real.lua"));
    sandbox.link("work/linked folder", "my plugin");
    sandbox.write("work/plain/file", "x");
  });
  afterAll(() => sandbox.remove());

  test.each([
    "./my plugin",
    "my plugin/",
    "../work/my plugin",
    "./linked folder",
    "./my plugin/plugin.yaml",
    "ABSOLUTE",
  ])("runs the plugin in the folder %j", async (given) => {
    const path = given === "ABSOLUTE" ? sandbox.shown("work/my plugin") : given;
    const folder = sandbox.shown("work", given.includes("linked") ? "linked folder" : "my plugin");
    expect(await sandbox.run([path, "a b", "-n", "ns", "", "--", "-n"])).toEqual({
      exitCode: 0,
      signal: null,
      stdout: `${folder}\nmine\nns\na b\n\n--\n-n\n`,
      stderr: "",
    });
  });

  test("seeds math.random anew in each run and at each math.randomseed()", async () => {
    sandbox.write("work/random.lua", "print(math.random(0)) math.randomseed() print(math.random(0))");
    const runs = await Promise.all([1, 2, 3].map(() => sandbox.run(["./random.lua"])));
    const numbers = runs.flatMap(({ stdout }) => stdout.trimEnd().split("\n"));
    for (const number of numbers) expect(number).toMatch(/^-?\d+$/);
    expect(new Set(numbers).size).toBe(6);
  });

  test("treats a word without a separator as a name, not as a folder", async () => {
    expect(await sandbox.run(["plain"])).toMatchObject({ exitCode: 1, stdout: "" });
  });

  test.each(["script.lua", "./script.lua", "./no extension"])(
    "runs the script %j and passes all arguments to it",
    async (path) => {
      expect(await sandbox.run([path, "-n", "", "--debug", "ü"], { stdin: "input" })).toEqual({
        exitCode: 5,
        signal: null,
        stdout: `${path}\t4\t-n\t\t--debug\tü\ninput`,
        stderr: "",
      });
    },
  );

  posixOnly("reads a script from a pipe", async () => {
    const line = `"$@" /dev/stdin x`;
    const result = await runInShell(sandbox, line, [], { stdin: "function main(x) print(x) end" });
    expect(result).toMatchObject({ exitCode: 0, stdout: "x\n" });
  });

  posixOnly("reads a script that arrives in parts through a pipe", async () => {
    const line = `(echo "function main(x)"; sleep 0.2; echo "print(x) end") | "$@" /dev/stdin x`;
    expect(await runInShell(sandbox, line, [])).toMatchObject({ exitCode: 0, stdout: "x\n" });
  });

  test.each([
    [".", "work/my plugin"],
    ["..", "work/my plugin/below"],
  ])("treats %j as a folder", async (path, cwd) => {
    sandbox.write("work/my plugin/below/file", "");
    const { exitCode, stdout } = await sandbox.run([path], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("my plugin");
  });

  test("lets a script require modules beside the target of its link", async () => {
    expect(await sandbox.run(["link.lua"])).toMatchObject({ exitCode: 0, stdout: "found\n" });
  });

  test("runs the plugin of a plugin.yaml, also from inside its folder", async () => {
    const { exitCode, stdout } = await sandbox.run(["plugin.yaml", "a"], { cwd: "work/my plugin" });
    expect(exitCode).toBe(0);
    expect(stdout).toStartWith(`${sandbox.shown("work/my plugin")}\nmine\n`);
  });

  test.each([
    ["shell", "#!/bin/bash\nif a; then b; fi\n", "a script for bash (its first line)"],
    ["run.sh", "if a; then b; fi\n", "a script for sh"],
    ["batch.cmd", "@echo off\r\n", "a batch file"],
  ])("says what a file is that is not in Lua, and how to run it: %s", async (name, content, kind) => {
    sandbox.write(`work/${name}`, content);
    const { exitCode, stdout, stderr } = await sandbox.run([`./${name}`]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    const cure =
      testsWindows() && kind !== "a batch file"
        ? "As the command of a plugin luff runs it by its interpreter, also by a shell of Git for Windows: " +
          `put it into a folder with a plugin.yaml that has "command: $HELM_PLUGIN_DIR/${name}", and call luff with the folder.`
        : "Start it without luff.";
    expect(stderr.replaceAll("\r", "")).toBe(
      `luff: ./${name} is ${kind}, not a Lua script\n` +
        `Hint: luff PATH runs Lua scripts and the plugins in folders. ${cure}\n`,
    );
  });

  test("runs a Lua script that a shell can start too", async () => {
    sandbox.write("work/both", `#!/bin/sh\n_=[[\nexec luff "$0" "$@"\n]]\nprint("in Lua")\n`);
    const { exitCode, stdout, stderr } = await sandbox.run(["./both"]);
    expect({ exitCode, stdout: stdout.replaceAll("\r", ""), stderr }).toEqual({
      exitCode: 0,
      stdout: "in Lua\n",
      stderr: "",
    });
  });

  test.each([
    ["./none", "A word with a path separator is a path"],
    ["none.lua", "A word that ends in .lua is the path of a script"],
    ["./script.lua/x", "A word with a path separator is a path"],
    ["./plain", "Name the folder that contains plugin.yaml"],
    ["./plain/", "Name the folder that contains plugin.yaml"],
    ["./plain/plugin.yml", "The folder's manifest must be named plugin.yaml"],
  ])("refuses %j with a hint", async (path, hint) => {
    sandbox.write("work/plain/plugin.yml", "name: x\n");
    const { exitCode, stdout, stderr } = await sandbox.run([path]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(/^Error: .+\nHint: .+\n$/);
    expect(stderr).toContain(hint);
  });
});
