import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createSandbox, type Sandbox } from "../../helpers/sandbox.ts";

describe("luff help", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    sandbox.addPlugin(
      "greet",
      "name: greet\nversion: 1.2.3\nusage: says hello\ndescription: |\n  Says hello.\n  To all.\ncommand: cmd\n",
    );
    sandbox.addPlugin("mute", "name: mute\nversion: 1.0.0\ncommand: cmd\n");
    sandbox.addPlugin("broken", "name: [\n");
  });
  afterAll(() => sandbox.remove());

  test.each([[[]], [["help"]], [["--help"]], [["-h"]], [["-n", "x", "help"]]])(
    "%j prints usage, commands and plugins",
    async (args) => {
      const { exitCode, stdout, stderr } = await sandbox.run(args);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/^luff runs Helm plugins/);
      expect(stdout).toMatch(
        /^Commands:\n(?: {2}\S.*\n)+\nPlugins:\n {2}greet +says hello\n {2}mute +the "mute" plugin\n\n/m,
      );
      expect(stderr).toMatch(/^Warning: the plugin in .*broken cannot be used: /);
    },
  );

  test("of a plugin prints its text, version and folder", async () => {
    expect(await sandbox.run(["help", "greet"])).toEqual({
      exitCode: 0,
      signal: null,
      stdout: `Says hello.\nTo all.\n\n\nUsage:\n  luff greet [arguments]\n\nVersion 1.2.3, in ${sandbox.shown("plugins", "greet")}\n`,
      stderr: "",
    });
  });

  test.each([["version"], ["env"], ["help"], ["plugin list"], ["plugin"]])(
    "of %s is what its --help prints",
    async (words) => {
      const help = await sandbox.run(["help", ...words.split(" ")]);
      expect(help).toMatchObject({ exitCode: 0, stderr: "" });
      expect(help.stdout).toContain(`luff ${words}`);
      expect(await sandbox.run([...words.split(" "), "--help"])).toEqual(help);
    },
  );

  test.each([
    ["env", "[NAME]"],
    ["plugin bundle load", "FILE [NAME…]"],
    ["plugin index", "-o FILE DIR|ARCHIVE…"],
    ["plugin uninstall", "NAME…"],
    ["post-render", "NAME|--exec PROGRAM [ARG…]"],
  ])("of %s names the arguments in its usage line", async (words, args) => {
    const { stdout } = await sandbox.run([...words.split(" "), "--help"]);
    expect(stdout).toContain(`\n$ luff ${words} ${args}\n`);
  });

  test.each([
    ["help plugin bundle", "Commands of luff plugin bundle:\n\n  luff plugin bundle load "],
    ["plugin bundle", "Commands of luff plugin bundle:\n\n  luff plugin bundle load "],
    ["plugin bundle -h", "Commands of luff plugin bundle:\n\n  luff plugin bundle load "],
    ["plugin help", "Commands of luff plugin:\n\n  luff plugin "],
    ["plugin help list", "List the installed plugins\n"],
    ["plugin install x --help", "Install a plugin\n"],
    ["completion bash -h", "Print a script that completes words in a shell\n"],
  ])("luff %s is help of that command or group", async (words, text) => {
    const { exitCode, stdout, stderr } = await sandbox.run(words.split(" "));
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toStartWith(text);
  });

  test.each([
    ["help greet x", "greet"],
    ["help plugin list x", "plugin list"],
    ["help plugin ls x", "plugin list"],
    ["plugin help list x", "plugin list"],
    ["help get x", "get"],
    ["help help x", "help"],
  ])("luff %s refuses the last word", async (words, name) => {
    expect(await sandbox.run(words.split(" "))).toEqual({
      exitCode: 1,
      signal: null,
      stdout: "",
      stderr: `Error: luff help ${name}: there is one word too many: "x" [usage]\nHint: Run 'luff help help'.\n`,
    });
  });

  test.each(["plugin lint", "help"])("of %s has no line that ends with a blank", async (words) => {
    const { stdout } = await sandbox.run([...words.split(" "), "--help"]);
    expect(stdout.split("\n").filter((line) => line.endsWith(" "))).toEqual([]);
  });

  test("of a plugin is found by the first word of its usage line, and by its folder", async () => {
    using own = createSandbox();
    const text =
      "apiVersion: v1\nname: p\nversion: 1.0.0\ntype: cli/v1\nruntime: subprocess\n" +
      'config: {usage: "word FILE", shortHelp: does p}\nruntimeConfig: {platformCommand: [{command: x}]}\n';
    own.addPlugin("p", text);
    const folder = own.shown("plugins/p");
    const printed = (first: string): string =>
      `does p\n\nUsage:\n  luff ${first} [arguments]\n  luff word FILE\n\nVersion 1.0.0, in ${folder}\n`;
    for (const word of ["p", "word"]) {
      expect(await own.run(["help", word])).toEqual({ exitCode: 0, signal: null, stdout: printed("p"), stderr: "" });
    }
    expect((await own.run(["help", "../plugins/p"])).stdout).toBe(printed("../plugins/p"));
    expect((await own.run(["help"])).stdout).toMatch(/^ {2}p, word {2}does p$/m);
  });

  test("of an unknown word is an error that suggests a similar one", async () => {
    const { exitCode, stdout, stderr } = await sandbox.run(["help", "greeet"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(
      /^Error: unknown command "greeet" \[unknown-command\]\nHint: Did you mean luff help greet\?\nWarning: the plugin in .*broken cannot be used: .*\n$/,
    );
  });

  test("of a topic prints that part of the manual, in 80 columns without escape sequences", async () => {
    const { exitCode, stdout, stderr } = await sandbox.run(["help", "air-gapped"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toStartWith("Plugins without a network\n\n  ");
    expect(stdout).toContain("luff plugin bundle save");
    expect(stdout).not.toContain("\x1b");
    const [, table = ""] =
      /^(Exit statuses\n[^]*?)\nError codes\n/m.exec((await sandbox.run(["help", "exit-codes"])).stdout) ?? [];
    expect(table.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(table).toMatch(/\n  70 +a bug in luff;/);
  });

  test("of an error's code says what it means and what to do", async () => {
    expect(await sandbox.run(["help", "getter-missing"])).toEqual({
      exitCode: 0,
      signal: null,
      stdout:
        "getter-missing\n\n  No installed plugin gets URLs of the scheme.\n\n" +
        "  What to do: install a plugin for the scheme: `luff plugin search WORD`\n",
      stderr: "",
    });
  });

  test.each([
    ["lua helm.fs", "helm.fs\n"],
    ["lua fs.exists", "fs.exists(path)\n"],
    ["lua lfs", "lfs\n"],
    ["lua fs read", "fs.read(path)\n"],
    ["lua", "Lua plugins\n"],
    ["helm.fs", "helm.fs\n"],
    ["helm.fs.exists", "fs.exists(path)\n"],
    ["helm.fs read", "fs.read(path)\n"],
    ["library fs", "helm.fs\n"],
    ["lua spawn", "process.spawn(argv, options)\n"],
    ["lua helm.kill", "handle:kill(signal)\n"],
    ["helm", "helm\n"],
    ["lfs", "lfs\n"],
    ["socket", "socket\n"],
    ["socket.http", "socket.http\n"],
  ])("of %s prints that part of the documents for Lua plugins", async (words, first) => {
    const { exitCode, stdout, stderr } = await sandbox.run(["help", ...words.split(" ")]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toStartWith(first);
  });

  test("of library lists the modules", async () => {
    const { exitCode, stdout } = await sandbox.run(["help", "library"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^The library of Lua plugins\n[^]*\n *[•*-] helm\.fs\n[^]*\n *[•*-] system\n\n *`luff help helm\.fs` prints .*\n$/,
    );
    expect(stdout).not.toContain("#");
  });

  test.each([
    [
      "main-missing",
      "main-missing\n\n  A finding of luff plugin lint: luff calls `main` of a Lua script, and it has\n  none: put",
    ],
    ["yaml-syntax", "yaml-syntax\n\n  A fault in a plugin.yaml: the text is not YAML, "],
    ["W113", "W113\n\n  A finding of luff plugin lint: luacheck 1xx: a Lua script uses or sets "],
    ["ENOENT", "ENOENT\n\n  A code of the library for Lua: there is no such file, folder or program.\n"],
    ["enoent", "ENOENT\n\n  A code of the library for Lua: there is no such file, folder or program.\n"],
  ])("of the code %s prints what it means", async (code, text) => {
    const { exitCode, stdout, stderr } = await sandbox.run(["help", code]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toStartWith(text);
  });

  test.each([
    ["exit-code", 'unknown command "exit-code" [unknown-command]\nHint: Did you mean luff help exit-codes?'],
    ["lua fss", 'the library for Lua has no "fss" [unknown-command]\nHint: Did you mean luff help lua fs?'],
    [
      "lua fs.reed",
      'the library for Lua has no "fs.reed" [unknown-command]\nHint: Did you mean luff help lua fs.read?',
    ],
    [
      "lua fs reed",
      'the library for Lua has no "fs.reed" [unknown-command]\nHint: Did you mean luff help lua fs.read?',
    ],
    [
      "lua split",
      `the library for Lua has no "split" [unknown-command]\nHint: It has path.split, pattern:split: 'luff help lua path.split' prints the first of them.`,
    ],
    [
      "helm.isatty",
      `the library for Lua has no "helm.isatty" [unknown-command]\nHint: It has term.isatty, system.isatty: 'luff help lua term.isatty' prints the first of them.`,
    ],
    [
      "lua helm.helm spawn",
      'the library for Lua has no "helm.helm.spawn" [unknown-command]\nHint: Did you mean luff help lua process.spawn?',
    ],
    [
      "lua helm.spwan",
      'the library for Lua has no "helm.spwan" [unknown-command]\nHint: Did you mean luff help lua process.spawn?',
    ],
    ["lua zzzzzz", 'the library for Lua has no "zzzzzz" [unknown-command]\nHint: Its modules are helm, helm.archive, '],
    ["lua fs read x", `luff help lua fs read: there is one word too many: "x" [usage]\nHint: Run 'luff help help'.`],
    ["main-mising", 'unknown command "main-mising" [unknown-command]\nHint: Did you mean luff help main-missing?'],
    ["helm.fss", 'the library for Lua has no "helm.fss" [unknown-command]\nHint: Did you mean luff help lua helm.fs?'],
    ["fs", 'unknown command "fs" [unknown-command]\nHint: Did you mean luff help lua fs?'],
    ["fs.read", 'unknown command "fs.read" [unknown-command]\nHint: Did you mean luff help lua fs.read?'],
    ["lpeg", `the library for Lua has no "lpeg" [unknown-command]\nHint: It is a library in C, which scripts can `],
    ["lua re", `the library for Lua has no "re" [unknown-command]\nHint: It is a library in C, which scripts can `],
    ["ENOENTT", 'unknown command "ENOENTT" [unknown-command]\nHint: Did you mean luff help ENOENT?'],
    ["W900", 'unknown command "W900" [unknown-command]\nHint: HELM_NO_PLUGINS=1 hides '],
    ["test", 'unknown command "test" [unknown-command]\nHint: Did you mean luff help plugin test?'],
    ["bug x", `luff help bug: there is one word too many: "x" [usage]\nHint: Run 'luff help help'.`],
  ])("of %s is an error that says what to do", async (words, message) => {
    const { exitCode, stdout, stderr } = await sandbox.run(["help", ...words.split(" ")], {
      env: { HELM_NO_PLUGINS: "1" },
    });
    expect({ exitCode, stdout, stderr: stderr.split("\nHint: ").length }).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: 2,
    });
    expect(stderr).toStartWith(`Error: ${message}`);
  });

  test("of a plugin comes before a topic of its name, unless plugins are hidden", async () => {
    using own = createSandbox();
    own.addPlugin("lua", "name: lua\nversion: 1.0.0\nusage: of the plugin\ncommand: cmd\n");
    expect((await own.run(["help", "lua"])).stdout).toStartWith("of the plugin\n");
    expect((await own.run(["help", "lua"], { env: { HELM_NO_PLUGINS: "1" } })).stdout).toStartWith("Lua plugins\n");
  });

  test("--help after a plugin's name is passed to the plugin", async () => {
    using own = createSandbox();
    own.addPlugin("p", "name: p\nversion: 1.0.0\nusage: u\n", { "main.lua": "function main(...) print(...) end\n" });
    expect((await own.run(["p", "--help", "-h", "--version"])).stdout).toBe("--help\t-h\t--version\n");
  });
});
