import { describe, expect, test } from "bun:test";
import { TILDE_HINT } from "../../../src/platform/unexpanded-home.ts";
import { call, manifest, PLUGINS, plugins, PROGRAM } from "../../helpers/call-luff.ts";
import type { MemoryEntry } from "../../helpers/memory-files.ts";

describe("luff NAME", () => {
  test("starts the plugin's program with the remaining arguments, and returns its status", async () => {
    const argv = ["-n", "team", "p", "--debug", "a b", "", "--kube-context=x", "-n", "last", "--", "-n", "y"];
    const outcome = await call(argv, { files: plugins("o", "p"), runProgram: () => 42 });
    expect(outcome).toMatchObject({ status: 42, stdout: "", stderr: "" });
    expect(outcome.started).toHaveLength(1);
    expect(outcome.started[0]).toMatchObject({
      file: `${PLUGINS}/p/run`,
      name: `${PLUGINS}/p/run`,
      args: ["last", "a b", "", "--", "-n", "y"],
      variables: {
        HELM_PLUGIN_NAME: "p",
        HELM_PLUGIN_DIR: `${PLUGINS}/p`,
        HELM_NAMESPACE: "last",
        HELM_KUBECONTEXT: "x",
        HELM_DEBUG: "true",
      },
    });
  });

  test("passes on flags that Helm only reads, in any position", async () => {
    const { started } = await call(["--qps", "2", "p", "--burst-limit=3"]);
    expect(started[0]).toMatchObject({
      args: ["default", "--qps", "2", "--burst-limit=3"],
      variables: { HELM_QPS: "2.00", HELM_BURST_LIMIT: "3" },
    });
  });

  test("removes nothing after -- before the name", async () => {
    const { started } = await call(["--", "p", "-n", "x", "--debug"]);
    expect(started[0]).toMatchObject({ args: ["default", "-n", "x", "--debug"], variables: { HELM_DEBUG: "false" } });
  });

  test("drops all of the user's arguments if the manifest sets ignoreFlags", async () => {
    const files = { ...plugins("p"), [`${PLUGINS}/p/plugin.yaml`]: manifest("p", "ignoreFlags: true\n") };
    expect((await call(["p", "a", "-b"], { files })).started[0]?.args).toEqual(["default"]);
  });

  test("does not expand the members of every object as variables", async () => {
    const text = "name: p\nversion: 1.0.0\nusage: u\ncommand: $HELM_PLUGIN_DIR/run [$constructor] [$toString]\n";
    const files = { ...plugins("p"), [`${PLUGINS}/p/plugin.yaml`]: text };
    expect((await call(["p"], { files })).started[0]?.args).toEqual(["[]", "[]"]);
  });

  test("expands the plugin's own variables whatever their case on Windows", async () => {
    const folder = "C:\\p\\p";
    const files = {
      [`${folder}\\plugin.yaml`]: "name: p\nversion: 1.0.0\nusage: u\ncommand: ${Helm_Plugin_Dir}/run $path\n",
      [`${folder}\\run.exe`]: "MZ",
    };
    const { started } = await call(["p", "x"], {
      os: "windows",
      files,
      env: { HELM_PLUGINS: "C:\\p", Path: "C:\\bin" },
    });
    expect(started[0]).toMatchObject({ file: `${folder}/run.exe`, args: ["C:\\bin", "x"] });
  });

  test("runs the plugin of the first directory", async () => {
    const files = { "/1/x/plugin.yaml": manifest("x"), "/1/x/run": PROGRAM, "/2/x/plugin.yaml": manifest("x") };
    const { started } = await call(["x"], { files, env: { HELM_PLUGINS: "/none:/1:/2" } });
    expect(started[0]?.file).toBe("/1/x/run");
  });

  test("finds a plugin by the first word of its usage line", async () => {
    const text =
      "apiVersion: v1\nname: long-name\nversion: 1.0.0\ntype: cli/v1\nruntime: subprocess\nconfig:\n  usage: short [x]\n" +
      "runtimeConfig:\n  platformCommand:\n    - command: $HELM_PLUGIN_DIR/run\n";
    const files = { [`${PLUGINS}/l/plugin.yaml`]: text, [`${PLUGINS}/l/run`]: PROGRAM };
    expect((await call(["short"], { files })).started[0]?.variables["HELM_PLUGIN_NAME"]).toBe("long-name");
  });

  test("runs luff's own command, not a plugin with the same name", async () => {
    const { started, stdout, stderr } = await call(["version"], { files: plugins("version") });
    expect(started).toEqual([]);
    expect(stdout).toStartWith("luff ");
    expect(stderr).toBe("");
  });

  test("reports no broken plugins, even with its name, and no unusable folders", async () => {
    const files = {
      "/1/x/plugin.yaml": "name: x\ncommand: {a: b}\n",
      "/2/bad/plugin.yaml": "name: [",
      "/2/deep/y/plugin.yaml": manifest("y"),
      "/2/x/plugin.yaml": manifest("x"),
      "/2/x/run": PROGRAM,
    };
    const { started, stderr } = await call(["x"], { files, env: { HELM_PLUGINS: "/none:/1:/2" } });
    expect(started[0]?.file).toBe("/2/x/run");
    expect(stderr).toBe("");
  });

  test("is hidden by HELM_NO_PLUGINS=1 and by no other value", async () => {
    const env = { HOME: "/home/user" };
    expect((await call(["p"], { files: plugins("p"), env: { ...env, HELM_NO_PLUGINS: "1" } })).status).toBe(1);
    expect((await call(["p"], { files: plugins("p"), env: { ...env, HELM_NO_PLUGINS: "true" } })).status).toBe(0);
  });

  test("prints warnings about the manifest only with --debug before the name", async () => {
    const files = { ...plugins("p"), [`${PLUGINS}/p/plugin.yaml`]: manifest("p", "ignoreFlag: true\n") };
    expect((await call(["p"], { files })).stderr).toBe("");
    expect((await call(["p", "--debug"], { files })).stderr).toBe("");
    expect((await call(["--debug", "p"], { files })).stderr).toContain("\nWarning: /home/user/");
  });
});

describe("luff PATH", () => {
  const files = { "/wd/my plugin/plugin.yaml": manifest("m"), "/wd/my plugin/run": PROGRAM };

  test.each(["./my plugin", "my plugin/", "/wd/my plugin", "../wd/./my plugin"])("runs the folder %j", async (path) => {
    const { started } = await call([path, "-n", "x", "a"], { files });
    expect(started[0]).toMatchObject({
      file: "/wd/my plugin/run",
      args: ["x", "a"],
      variables: { HELM_PLUGIN_DIR: "/wd/my plugin", HELM_PLUGIN_NAME: "m" },
    });
  });

  test.each<[string, string, Record<string, MemoryEntry>]>([
    ["the path does not exist", "./none", {}],
    ["the path is below a file", "./f/x", { "/wd/f": "" }],
    ["the script does not exist", "none.lua", {}],
    ["the folder has no manifest", "./d", { "/wd/d/x": "" }],
    ["the folder's manifest has another name", "./d", { "/wd/d/plugin.yml": "" }],
    ["the folder's manifest is one level deeper", "./d", { "/wd/d/e/plugin.yaml": "" }],
    ["the folder's manifest is broken", "./d", { "/wd/d/plugin.yaml": "name: [" }],
    ["the folder's manifest is a folder", "./d", { "/wd/d/plugin.yaml": { kind: "directory" } }],
    ["the path may not be entered", "./d/e", { "/wd/d": { kind: "denied" } }],
    ["the path is in a cycle of links", "./l", { "/wd/l": { kind: "link", target: "l" } }],
  ])("reports the reason if %s", async (_title, path, entries) => {
    const { status, stderr, stdout, started } = await call([path], { files: entries });
    expect({ status, stdout, started }).toEqual({ status: 1, stdout: "", started: [] });
    expect(stderr).toStartWith("Error: ");
    expect(stderr).toContain(path.replace("./", ""));
    expect(stderr).not.toContain("bug");
  });
});

describe("errors", () => {
  test.each(["~/p/x", "~me/x.lua", "plugin install ~/p"])("say of %s that ~ is not replaced", async (words) => {
    const { stderr } = await call(words.split(" "), { files: {} });
    expect(stderr).toContain(`\nHint: ${TILDE_HINT}\n`);
  });

  test("list all faults of the requested plugin", async () => {
    const files = { [`${PLUGINS}/p/plugin.yaml`]: "name: p\nversion: [1]\ncommand: {a: b}\n" };
    const { status, stderr } = await call(["p"], { files });
    expect(status).toBe(1);
    expect(stderr.split("\n").filter((line) => line.includes("plugin.yaml:"))).toHaveLength(2);
    expect(stderr).toMatch(/plugin\.yaml:2:\d+: version: /);
    expect(stderr).toMatch(/plugin\.yaml:3:\d+: command: /);
  });

  test.each([
    ["no such file was found", "Hint: The plugin does not bring it along: install another version", undefined],
    ["it is a folder", "Hint: Name the program", { kind: "directory" }],
    ["it is not a regular file", "", { kind: "other" }],
    ["it is not marked as executable", `Hint: Make it executable: chmod +x '${PLUGINS}/p/run'`, "text"],
  ] as const)("explain why a program does not start: %s", async (reason, hint, entry) => {
    const files: Record<string, MemoryEntry> = { [`${PLUGINS}/p/plugin.yaml`]: manifest("p") };
    if (entry !== undefined) files[`${PLUGINS}/p/run`] = entry;
    const { status, stderr } = await call(["p"], { files });
    expect(status).toBe(1);
    expect(stderr).toStartWith(`Error: plugin "p": cannot start "${PLUGINS}/p/run": ${reason} [start-failed]\n${hint}`);
  });

  test.each([
    [
      "$HELM_PLUGIN_DIR/run",
      "hooks: {install: x}",
      "Install the plugin again: its install hook may have failed, or not have run.",
    ],
    [
      "$HELM_PLUGIN_DIR/run",
      "hooks: {update: x}",
      "The plugin does not bring it along: install another version of the plugin, or tell its author.",
    ],
    ["/none/run", "hooks: {install: x}", "Check the path, or install the program."],
  ])("say what to do if %s is missing in a plugin with %s", async (command, hooks, hint) => {
    const text = `name: p\nversion: 1.0.0\nusage: u\ncommand: ${command}\n${hooks}\n`;
    const { stderr } = await call(["p"], { files: { [`${PLUGINS}/p/plugin.yaml`]: text } });
    expect(stderr).toEndWith(`no such file was found [start-failed]\nHint: ${hint}\n`);
  });

  test.each([
    ["run.sh", "run.sh", "run.sh"],
    ["./run.sh", "run.sh", "run.sh"],
    ["$HELM_PLUGIN_DIR/run", "run.sh", "run.sh"],
    ["run", "run.sh", "run.sh"],
    ["$HELM_PLUGIN_DIR/bin/run", "run", "run"],
  ])("name the file of the plugin's folder that %s means", async (command, file, meant) => {
    const text = `name: p\nversion: 1.0.0\nusage: u\ncommand: ${command}\n`;
    const { stderr } = await call(["p"], {
      files: { [`${PLUGINS}/p/plugin.yaml`]: text, [`${PLUGINS}/p/${file}`]: "x" },
    });
    expect(stderr).toEndWith(
      `no such file was found [start-failed]\nHint: The plugin's folder has ${meant}: its manifest must name $HELM_PLUGIN_DIR/${meant}.\n`,
    );
  });

  test("report the system's reason for a program in a folder that may not be entered", async () => {
    const text = "name: p\nversion: 1.0.0\nusage: u\ncommand: $HELM_PLUGIN_DIR/bin/run\n";
    const files = { [`${PLUGINS}/p/plugin.yaml`]: text, [`${PLUGINS}/p/bin`]: { kind: "denied" } } as const;
    const { status, stderr } = await call(["p"], { files });
    expect(status).toBe(1);
    expect(stderr).toBe(`Error: plugin "p": cannot start "${PLUGINS}/p/bin/run": permission denied [start-failed]\n`);
  });

  test("refuse an argument with a NUL", async () => {
    const text =
      'name: p\nversion: 1.0.0\nusage: u\nplatformCommand: [{command: $HELM_PLUGIN_DIR/run, args: ["a\\0b"]}]\n';
    const { status, started, stderr } = await call(["p"], {
      files: { ...plugins("p"), [`${PLUGINS}/p/plugin.yaml`]: text },
    });
    expect({ status, started }).toEqual({ status: 1, started: [] });
    expect(stderr).toBe(
      `Error: plugin "p": cannot start "${PLUGINS}/p/run": argument 1 contains a NUL character, which the system does not allow [start-failed]\n`,
    );
  });

  test.each([
    ["a program", PROGRAM, `$HELM_PLUGIN_DIR/run`, `cannot start "${PLUGINS}/p/run"`],
    ["a Lua script", "", `$HELM_PLUGIN_DIR/run.lua`, `cannot run the Lua script ${PLUGINS}/p/run.lua`],
  ])("name the variable with a NUL if %s is started", async (_title, entry, command, failure) => {
    const { status, started, stderr } = await call(["p"], {
      files: {
        [`${PLUGINS}/p/plugin.yaml`]: `name: p\nversion: 1.0.0\nusage: u\ncommand: ${command}\n`,
        [`${PLUGINS}/p/${command.slice("$HELM_PLUGIN_DIR/".length)}`]: entry,
        "/home/user/.kube/config":
          'contexts: [{name: c, context: {namespace: "a\\0b"}}]\ncurrent-context: c\napiVersion: v1\nkind: Config\n',
      },
    });
    expect({ status, started }).toEqual({ status: 1, started: [] });
    expect(stderr).toBe(
      `Error: plugin "p": ${failure}: the variable HELM_NAMESPACE contains a NUL character, which the system does not allow [start-failed]\n`,
    );
  });

  test("name the platform and the platforms of the manifest", async () => {
    const text = "name: p\nversion: 1.0.0\nusage: u\nplatformCommand: [{os: windows, arch: amd64, command: x}]\n";
    const { status, stderr } = await call(["p"], { files: { [`${PLUGINS}/p/plugin.yaml`]: text } });
    expect(status).toBe(1);
    expect(stderr).toContain("linux/amd64");
    expect(stderr).toContain("windows/amd64");
  });

  test.each([
    [
      "a getter without apiVersion",
      "name: p\nversion: 1.0.0\nusage: u\ndownloaders: [{command: get.sh, protocols: [s3, gs]}]\n",
      'plugin "p" is a getter and has no command to run',
      "Run: luff get s3://… Helm calls it for URLs of its protocols: s3, gs.",
    ],
    [
      "a getter",
      "apiVersion: v1\nname: p\nversion: 1.0.0\ntype: getter/v1\nruntime: subprocess\nconfig: {protocols: [a]}\n",
      'plugin "p" is a getter and has no command to run',
      "Run: luff get a://… Helm calls it for URLs of its protocols: a.",
    ],
    [
      "the type of Helm's tests",
      "apiVersion: v1\nname: p\nversion: 1.0.0\ntype: test/v1\nruntime: subprocess\n",
      'plugin "p" has the type test/v1, which is not a command',
      "Only Helm's own tests use this type. Plugins that are commands have the type cli/v1.",
    ],
  ])("say of %s that it is not a command", async (_title, text, message, hint) => {
    const files = { [`${PLUGINS}/p/plugin.yaml`]: text };
    const { status, stderr } = await call(["p"], { files });
    expect(status).toBe(1);
    expect(stderr).toBe(`Error: ${message} [not-a-command]\nHint: ${hint}\n`);
  });

  test.each(["", "command: x.lua\n", "command: $HELM_PLUGIN_DIR/x.lua\n"])(
    "say why a script that is a link to itself cannot be read, with %j in the manifest",
    async (command) => {
      const script = `${PLUGINS}/p/${command === "" ? "main.lua" : "x.lua"}`;
      const files = {
        [`${PLUGINS}/p/plugin.yaml`]: `name: p\nversion: 1.0.0\nusage: u\n${command}`,
        [script]: { kind: "link", target: script },
      } as const;
      const { status, stderr } = await call(["p"], { files });
      expect(status).toBe(1);
      expect(stderr).toStartWith(
        `Error: plugin "p": cannot read the Lua script ${script}: too many levels of symbolic links`,
      );
      expect(await call(["help"], { files })).toMatchObject({ status: 0, stderr: "" });
    },
  );

  test("report an unexpected error as a bug, with its stack and its own status", async () => {
    const { status, stderr } = await call(["p"], {
      files: plugins("p"),
      runProgram: () => {
        throw new TypeError("unforeseen");
      },
    });
    expect(status).toBe(70);
    expect(stderr).toMatch(/^Error: this is a bug in luff; .* \[bug\]\nluff .+ with Memory 1\.0\n/);
    expect(stderr).toContain("TypeError: unforeseen");
  });

  test.each([
    ["a terminal", ["stdout"]],
    ["a file", []],
  ] as const)("name a flag's value and align columns if help is printed to %s", async (_title, terminals) => {
    const { status, stdout } = await call(["plugin", "list", "--help"], {
      env: { HOME: "/home/user", TERM: "xterm" },
      terminals,
    });
    expect(status).toBe(0);
    expect(stdout.includes("\u001B[")).toBe(terminals.length > 0);
    const plain = stdout.replaceAll(/\u001B\[[\d;]*m/g, "");
    expect(plain).not.toContain("#0");
    expect(plain).toMatch(/^ {2}-o,--output ARG {3}\S.*\n {2}--type ARG {8}\S/m);
  });

  test.each([
    [["--unknown"]],
    [["-n"]],
    [["version", "--nope"]],
    [["plugin", "lst"]],
    [["plugin", "list", "-o", "toml"]],
    [["plugin", "list", "--type", "getter"]],
    [["env", "a", "b"]],
  ])("end %j with status 1 and a hint", async (argv) => {
    const { status, stderr, stdout } = await call(argv);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/^Error: .+\nHint: .+\n$/);
  });
});

describe("luff's own commands", () => {
  test.each([[[]], [["help"]], [["-h"]], [["--help"]], [["-n", "x", "help"]]])(
    "%j prints the overview",
    async (argv) => {
      const { status, stdout, stderr } = await call(argv);
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(stdout).toStartWith("luff runs Helm plugins");
      expect(stdout).toMatch(/^ {2}p +does p$/m);
    },
  );

  test("help prints no escape sequence of a plugin to the terminal", async () => {
    const text =
      'apiVersion: v1\nname: p\nversion: 1.0.0\ntype: cli/v1\nruntime: subprocess\nconfig: {shortHelp: "a\\e[31mb", longHelp: "l\\e[2Jm\\nn"}\nruntimeConfig: {platformCommand: [{command: x}]}\n';
    const files = { [`${PLUGINS}/p/plugin.yaml`]: text };
    for (const argv of [["help"], ["help", "p"], ["plugin", "list"]]) {
      expect((await call(argv, { files })).stdout).not.toContain("\u001B");
    }
    expect((await call(["help", "p"], { files })).stdout).toStartWith("l[2Jm\nn\n\nUsage:");
  });

  test.each([["version"], ["env"], ["plugin list"], ["help"]])("help %s prints help of the command", async (words) => {
    const { status, stdout } = await call(["help", ...words.split(" ")]);
    expect(status).toBe(0);
    expect(stdout).toContain(`luff ${words}`);
    expect((await call([...words.split(" "), "--help"])).stdout).toBe(stdout);
  });

  test("plugin prints its commands", async () => {
    for (const argv of [["plugin"], ["plugin", "--help"], ["help", "plugin"]]) {
      const { status, stdout } = await call(argv);
      expect(status).toBe(0);
      expect(stdout).toContain("luff plugin list");
    }
  });

  test("env prints every variable sorted, or the value of one", async () => {
    const { stdout } = await call(["env", "-n", "team"]);
    const lines = stdout.trimEnd().split("\n");
    expect(lines).toEqual(lines.toSorted());
    expect(lines).toContain('HELM_NAMESPACE="team"');
    expect((await call(["env", "helm_namespace", "-n", "team"])).stdout).toBe("team\n");
    expect((await call(["env", "NONE"])).stdout).toBe("\n");
    expect((await call(["env", "-nteam", "HELM_NAMESPACE", "--qps", "2", "--debug=true"])).stdout).toBe("team\n");
  });

  test("plugin list prints a table, JSON and YAML, and problems on stderr", async () => {
    const files = {
      ...plugins("a", "b", "env"),
      [`${PLUGINS}/bad/plugin.yaml`]: "name: [",
      [`${PLUGINS}/z/plugin.yaml`]: manifest("a"),
    };
    const table = await call(["plugin", "ls"], { files });
    expect(table.stdout).toBe(
      "NAME  VERSION  TYPE    RUNTIME     RUNS  SOURCE  DESCRIPTION\n" +
        "a     1.0.0    cli/v1  subprocess  yes           does a\n" +
        "b     1.0.0    cli/v1  subprocess  yes           does b\n" +
        "env   1.0.0    cli/v1  subprocess  yes           does env\n",
    );
    expect(table.stderr).toContain(`${PLUGINS}/bad cannot be used`);
    expect(table.stderr).toContain(`two plugins claim the name "a": ${PLUGINS}/a is used, ${PLUGINS}/z is not`);
    expect(table.stderr).toContain('plugin "env"');
    const json = await call(["plugin", "list", "-o", "json"], { files });
    expect(JSON.parse(json.stdout)).toHaveLength(3);
    expect(JSON.parse(json.stdout)).toContainEqual({
      name: "a",
      version: "1.0.0",
      type: "cli/v1",
      types: ["cli/v1"],
      runtime: "subprocess",
      runs: true,
      startFailure: null,
      startHint: null,
      description: "does a",
      protocols: [],
      folder: `${PLUGINS}/a`,
      origin: null,
      pinned: false,
    });
    const yaml = await call(["plugin", "list", "--output=yaml", "--type", "getter/v1"], { files });
    expect(yaml.stdout).toBe("[]\n");
  });
});
