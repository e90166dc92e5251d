import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { parse } from "yaml";
import { commandOf, programFiles } from "../../../helpers/fixture-programs.ts";
import { createSandbox, type Sandbox } from "../../../helpers/sandbox.ts";

const GETTER = `apiVersion: v1
name: fetch-it
version: 2.0.0
type: getter/v1
runtime: subprocess
config: {protocols: [x]}
runtimeConfig: {protocolCommands: [{protocols: [x], platformCommand: [{command: x}]}]}
`;

describe("luff plugin list", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    const command = `command: ${JSON.stringify(commandOf("run"))}\n`;
    const files = programFiles("", "");
    sandbox.addPlugin("b", `name: greet\nversion: 1.0.0\nusage: says hello\n${command}`, files);
    sandbox.addPlugin("c", GETTER);
    const description = "description: |-\n  First line ü.\n  Second line.\n";
    sandbox.addPlugin("d", `name: long-name-of-a-plugin\nusage: u\n${description}${command}`, files);
    sandbox.addPlugin("e", `name: odd\nversion: 1.0.0\nusag: typo\n${command}`, files);
  });
  afterAll(() => sandbox.remove());

  test.each(["list", "ls"])("%s prints a table, and warnings on stderr", async (word) => {
    const { exitCode, stdout, stderr } = await sandbox.run(["plugin", word]);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      "NAME                   VERSION  TYPE       RUNTIME     RUNS  SOURCE  DESCRIPTION\n" +
        "greet                  1.0.0    cli/v1     subprocess  yes           says hello\n" +
        "fetch-it               2.0.0    getter/v1  subprocess  no\n" +
        "long-name-of-a-plugin           cli/v1     subprocess  yes           First line ü.\n" +
        "odd                    1.0.0    cli/v1     subprocess  yes\n",
    );
    expect(stderr).toMatch(
      /^Warning: plugin "fetch-it" does not run here: .*\nWarning: 1 manifest has warnings \(odd\): 'luff plugin lint FOLDER' prints them\n$/,
    );
  });

  test("refuses to print a set as JSON", async () => {
    const { exitCode, stdout, stderr } = await sandbox.run(["plugin", "list", "--as-set", "-o", "json"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toStartWith("Error: luff plugin list: --as-set prints YAML, and -o json asks for JSON [usage]\n");
  });

  test.each(["--as-set", "--outdated"])("%s reports plugins with problems too", async (flag) => {
    const { stderr } = await sandbox.run(["plugin", "list", flag]);
    expect(stderr).toContain("Warning: 1 manifest has warnings (odd): 'luff plugin lint FOLDER' prints them\n");
  });

  test.each([
    ["--ca-file", "x.pem"],
    ["--timeout", "5s"],
  ])("refuses %s without --outdated, and uses it with that", async (flag, value) => {
    const { exitCode, stderr } = await sandbox.run(["plugin", "list", flag, value]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr:
        `Error: luff plugin list: ${flag} is for --outdated, which alone asks servers [usage]\n` +
        "Hint: Run 'luff help plugin list'.\n",
    });
    const used = await sandbox.run(["plugin", "list", "--outdated", flag, value]);
    expect(used.exitCode).toBe(flag === "--timeout" ? 0 : 1);
  });

  test("refuses --outdated with --as-set", async () => {
    const { exitCode, stderr } = await sandbox.run(["plugin", "list", "--outdated", "--as-set"]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr:
        "Error: luff plugin list: --outdated and --as-set cannot be used together [usage]\nHint: Run 'luff help plugin list'.\n",
    });
  });

  test("prints the same as JSON and as YAML, with whole texts and folders", async () => {
    const json = JSON.parse((await sandbox.run(["plugin", "list", "-o", "json"])).stdout) as readonly unknown[];
    const yaml = parse((await sandbox.run(["plugin", "list", "--output", "yaml"])).stdout) as readonly unknown[];
    expect(yaml).toEqual(json);
    expect(json).toHaveLength(4);
    expect(json[2]).toEqual({
      name: "long-name-of-a-plugin",
      version: "",
      type: "cli/v1",
      types: ["cli/v1"],
      runtime: "subprocess",
      runs: true,
      startFailure: null,
      startHint: null,
      description: "First line ü.\nSecond line.",
      protocols: [],
      folder: sandbox.shown("plugins", "d"),
      origin: null,
      pinned: false,
    });
  });

  test.each([["-ojson"], ["-o=json"], ["--output=json"]])("accepts the output format as %s", async (option) => {
    const { exitCode, stdout } = await sandbox.run(["plugin", "list", option]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toHaveLength(4);
  });

  test("prints only the header, or an empty list, without plugins", async () => {
    const env = { HELM_PLUGINS: "" };
    const { stdout, stderr } = await sandbox.run(["plugin", "list"], { env });
    expect(stdout).toBe("NAME  VERSION  TYPE  RUNTIME  RUNS  SOURCE  DESCRIPTION\n");
    expect(stderr).toStartWith("Note: no plugin is installed: HELM_PLUGINS names no folder; unset it, and luff looks ");
    for (const output of ["json", "yaml"]) {
      expect(await sandbox.run(["plugin", "list", "-o", output], { env })).toMatchObject({
        stdout: "[]\n",
        stderr: "",
      });
    }
  });

  test("lists with HELM_NO_PLUGINS=1 too, as Helm does", async () => {
    expect((await sandbox.run(["plugin", "list"], { env: { HELM_NO_PLUGINS: "1" } })).stdout).toContain("greet");
    expect((await sandbox.run(["greet"], { env: { HELM_NO_PLUGINS: "1" } })).exitCode).toBe(1);
  });

  test("accepts global flags in any position", async () => {
    expect((await sandbox.run(["--debug", "plugin", "-n", "x", "list", "--kube-context=y"])).exitCode).toBe(0);
  });

  test.each([
    ["lst", "Did you mean luff plugin list?"],
    ["xyzzy", "Run 'luff help plugin'."],
  ])("refuses plugin %s", async (word, hint) => {
    const { exitCode, stderr } = await sandbox.run(["plugin", word]);
    expect(exitCode).toBe(1);
    expect(stderr).toEndWith(`Error: luff plugin has no command "${word}" [unknown-command]\nHint: ${hint}\n`);
  });
});

describe("luff plugin list shows", () => {
  const v1 = (name: string, type: string, runtime: string, more = ""): string =>
    `apiVersion: v1\nname: ${name}\nversion: 1.0.0\ntype: ${type}\nruntime: ${runtime}\n${more}`;
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    const legacy = (name: string, more: string): string => `name: ${name}\nversion: 1.0.0\nusage: u\n${more}`;
    const downloaders = "downloaders: [{command: get, protocols: [s3, gs]}]\n";
    sandbox.addPlugin("1", legacy("getter", downloaders));
    sandbox.addPlugin("2", legacy("both", `command: no-such-program\n${downloaders}`));
    sandbox.addPlugin("3", legacy("script", ""), { "main.lua": "" });
    sandbox.addPlugin("4", legacy("by-luff", "command: luff $HELM_PLUGIN_DIR/x.lua\n"));
    sandbox.addPlugin("5", v1("tests", "test/v1", "subprocess"));
    sandbox.addPlugin("6", v1("wasm", "cli/v1", "extism/v1", "runtimeConfig: {hostFunctions: [x]}\n"), {
      "plugin.wasm": "",
    });
    sandbox.addPlugin("7", v1("hollow", "cli/v1", "extism/v1"));
    sandbox.addPlugin("8", v1("no-script", "cli/v1", "lua/v1", "runtimeConfig: {script: x.lua}\n"));
  });
  afterAll(() => sandbox.remove());

  test("what runs each plugin, and which lack their code", async () => {
    const { exitCode, stdout, stderr } = await sandbox.run(["plugin", "list"]);
    expect(exitCode).toBe(0);
    expect(stdout.split("\n").map((line) => line.split(/ +/).slice(0, 4).join(" "))).toEqual([
      "NAME VERSION TYPE RUNTIME",
      "getter 1.0.0 getter/v1 subprocess",
      "both 1.0.0 cli/v1,getter/v1 subprocess",
      "script 1.0.0 cli/v1 lua",
      "by-luff 1.0.0 cli/v1 lua",
      "tests 1.0.0 test/v1 subprocess",
      "wasm 1.0.0 cli/v1 extism",
      "no-script 1.0.0 cli/v1 lua",
      "",
    ]);
    const [hollow, ...others] = stderr.split("\n");
    expect(hollow).toBe(
      `Warning: the plugin in ${sandbox.shown("plugins/7")} cannot be used: its plugin.wasm, which the runtime extism/v1 runs, is missing`,
    );
    expect(others.map((line) => /^Warning: plugin ("\S+") does not run here: /.exec(line)?.[1])).toEqual([
      '"getter"',
      '"both"',
      '"by-luff"',
      '"wasm"',
      '"no-script"',
      undefined,
    ]);
  });

  test("the protocols of getters in JSON", async () => {
    const { stdout } = await sandbox.run(["plugin", "list", "-ojson"]);
    const found = (JSON.parse(stdout) as { name: string; protocols: string[] }[]).map((row) => [
      row.name,
      row.protocols,
    ]);
    expect(found.slice(0, 3)).toEqual([
      ["getter", ["s3", "gs"]],
      ["both", ["s3", "gs"]],
      ["script", []],
    ]);
  });

  test.each([
    ["--type=getter/v1", ["getter", "both"]],
    ["--type=cli/v1", ["both", "script", "by-luff", "wasm", "no-script"]],
    ["--type=test/v1", ["tests"]],
    ["--type=postrenderer/v1", []],
    ["--type=", ["getter", "both", "script", "by-luff", "tests", "wasm", "no-script"]],
  ])("with %s the plugins of that type", async (option, names) => {
    const { exitCode, stdout } = await sandbox.run(["plugin", "list", "-ojson", option]);
    expect(exitCode).toBe(0);
    expect((JSON.parse(stdout) as { name: string }[]).map(({ name }) => name)).toEqual(names);
  });

  test.each([
    ["getter", "Did you mean getter/v1?"],
    ["cli/v2", "Did you mean cli/v1?"],
    ["CLI", "Run 'luff help plugin list'."],
    ["nonsense", "Run 'luff help plugin list'."],
  ])("an error for the unknown type %j", async (type, hint) => {
    expect(await sandbox.run(["plugin", "list", "--type", type])).toEqual({
      exitCode: 1,
      signal: null,
      stdout: "",
      stderr: `Error: luff plugin list: unknown type "${type}", expected one of cli/v1, getter/v1, postrenderer/v1, test/v1 [usage]\nHint: ${hint}\n`,
    });
  });

  test.each([
    ["getter", 'plugin "getter" is a getter and has no command to run'],
    ["tests", 'plugin "tests" has the type test/v1, which is not a command'],
    ["hollow", "cannot be used: its plugin.wasm, which the runtime extism/v1 runs, is missing"],
  ])("a plugin that fails with its own reason when it runs: %s", async (name, message) => {
    const { exitCode, stdout, stderr } = await sandbox.run([name]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("linux/amd64");
  });
});
