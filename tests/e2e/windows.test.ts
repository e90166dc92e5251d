import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { dirname } from "node:path";
import { fixtureProgram } from "../helpers/fixture-programs.ts";
import { executableUnderTest, platformUnderTest, testsWindows } from "../helpers/program-under-test.ts";
import { createSandbox, type RunOptions, type RunResult, type Sandbox } from "../helpers/sandbox.ts";
import { pathList, programFromWithin, shownPath } from "../helpers/shown-path.ts";

const batch = (...lines: readonly string[]): string => `${["@echo off", ...lines].join("\r\n")}\r\n`;

const manifest = (name: string, command: string): string =>
  `name: ${name}\nversion: 1.0.0\nusage: does ${name}\nplatformCommand:\n` +
  `- {os: linux, command: "no-such-program"}\n- {os: windows, command: ${JSON.stringify(command)}}\n`;

const luaManifest = (name: string): string => `name: ${name}\nversion: 1.0.0\nusage: does ${name}\n`;

/** What a list says of the two plugins whose programs are not there. */
const NOT_RUNNING =
  /^Warning: plugin "missing" does not run here: .*none\.exe.*\nWarning: plugin "on-path" does not run here: .*luff-test-program.*\n$/;

describe.skipIf(!testsWindows())("luff on Windows", () => {
  let sandbox: Sandbox;
  const run = async (args: readonly string[], options: RunOptions = {}): Promise<RunResult> => {
    const result = await sandbox.run(args, options);
    return { ...result, stdout: result.stdout.replaceAll("\r\n", "\n") };
  };

  beforeAll(() => {
    sandbox = createSandbox();
    sandbox.addPlugin("batch", manifest("batch", "$HELM_PLUGIN_DIR\\run.cmd"), {
      "run.cmd": batch("echo first [%~1] second [%~2] of %HELM_PLUGIN_NAME%", "exit /b 7"),
    });
    sandbox.addPlugin("pass", manifest("pass", "$HELM_PLUGIN_DIR\\run.cmd"), {
      "run.cmd": batch('"%LUFF_TEST_PROGRAM%" lua args %*'),
    });
    sandbox.addPlugin("show", manifest("show", "$HELM_PLUGIN_DIR\\run.cmd"), { "run.cmd": batch("echo [%1] [%2]") });
    sandbox.addPlugin("exit", manifest("exit", "$HELM_PLUGIN_DIR\\run.cmd"), { "run.cmd": batch("exit /b %~1") });
    // Delayed expansion applies to the words of the command, not to the batch file's content.
    const pass = batch("setlocal DisableDelayedExpansion", `"%LUFF_TEST_PROGRAM%" lua args "manifest's own" %*`);
    sandbox.addPlugin("cmd", manifest("cmd", "cmd /c $HELM_PLUGIN_DIR\\run.cmd"), { "run.cmd": pass });
    const byArgs = 'command: "cmd", args: ["/d", "/c", "$HELM_PLUGIN_DIR\\\\run.cmd"]';
    sandbox.addPlugin("cmd-by-args", `${luaManifest("cmd-by-args")}platformCommand: [{os: windows, ${byArgs}}]\n`, {
      "run.cmd": pass,
    });
    const delayed = "cmd.exe /D /E:ON /V:ON /C !HELM_PLUGIN_DIR!\\run.cmd";
    sandbox.addPlugin("cmd-delayed", manifest("cmd-delayed", delayed), { "run.cmd": pass });
    sandbox.addPlugin("two endings ü", manifest("two", "$HELM_PLUGIN_DIR/bin/tool"), {
      "bin/tool.cmd": batch("echo the batch file"),
    });
    copyProgram(sandbox, "plugins/two endings ü/bin/tool.exe");
    sandbox.addPlugin("on-path", manifest("on-path", "luff-test-program"));
    sandbox.write("on path/luff-test-program.cmd", batch("echo found by PATH"));
    sandbox.addPlugin("missing", manifest("missing", "$HELM_PLUGIN_DIR\\none.exe"));
    sandbox.addPlugin("lua", luaManifest("lua"), { "main.lua": fixtureProgram("windows.lua") });
  });
  afterAll(() => sandbox.remove());

  test("reports its version and platform", async () => {
    const { exitCode, stdout } = await run(["version"]);
    expect({ exitCode, platform: stdout.split(" ")[2] }).toEqual({ exitCode: 0, platform: platformUnderTest() });
  });

  test("ends a hook with all that it has started, if luff is ended", async () => {
    using own = createSandbox();
    const luff = programFromWithin().map((word) => `"${word}"`);
    const lines = [
      `function main()`,
      `  local child = io.popen([==[${luff.join(" ")} "${own.shown("work", "tree", "child.lua")}"]==])`,
      `  assert(child:read() == "running")`,
      `  local lock = assert(io.open([==[${own.shown("plugins", ".luff", "lock")}]==])):read("a")`,
      `  os.execute("taskkill /f /pid " .. lock:match('"pid":(%d+)') .. " >NUL")`,
      `  while true do end`,
      `end`,
    ];
    own.write("work/tree/plugin.yaml", `${luaManifest("tree")}hooks:\n  install: luff $HELM_PLUGIN_DIR/install.lua\n`);
    own.write("work/tree/main.lua", "function main() end\n");
    own.write("work/tree/install.lua", lines.join("\n"));
    own.write("work/tree/child.lua", 'function main() print("running") io.stdout:flush() while true do end end\n');
    const { exitCode } = await own.run(["plugin", "install", own.shown("work", "tree")]);
    // All of them have the standard error of luff, which is read until the last of them has ended.
    expect(exitCode).toBe(1);
    expect(readdirSync(own.path("plugins", ".luff", "journal"))).toHaveLength(1);
  });

  test("keeps a plugin whose folder a program uses, and says what to do", async () => {
    using own = createSandbox();
    own.addPlugin("greet", luaManifest("greet"), { "main.lua": "function main() end\n" });
    // The working folder of a process cannot be moved.
    const { exitCode, stderr } = await own.run(["plugin", "uninstall", "greet"], { cwd: "plugins/greet" });
    expect(stderr).toMatch(
      /^Error: cannot change the plugins in .* \[file-failed\]\r?\n.*leave the folder in every shell/m,
    );
    expect(exitCode).toBe(1);
    expect(readdirSync(own.path("plugins", "greet")).toSorted()).toEqual(["main.lua", "plugin.yaml"]);
    expect(readdirSync(own.path("plugins", ".luff", "journal"))).toEqual([]);
  });

  test("prints help with the plugins", async () => {
    const { exitCode, stdout } = await run([]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^luff runs Helm plugins[^]*^Plugins:\n {2}batch +does batch\n/m);
  });

  test("lists plugins with their folders", async () => {
    const { exitCode, stdout, stderr } = await run(["plugin", "list", "-o", "json"]);
    expect(exitCode).toBe(0);
    expect(stderr.replaceAll("\r", "")).toMatch(NOT_RUNNING);
    const found = (JSON.parse(stdout) as { name: string; folder: string }[]).map(({ name, folder }) => [name, folder]);
    expect(found).toContainEqual(["two", sandbox.shown("plugins", "two endings ü")]);
    expect(found).toHaveLength(11);
  });

  test("prints variables unchanged, with single backslashes", async () => {
    const { exitCode, stdout } = await run(["env"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`\nHELM_PLUGINS="${shownPath(sandbox.plugins)}"\n`);
  });

  test("lists a folder once if HELM_PLUGINS names it in two spellings", async () => {
    const folder = sandbox.shown("plugins");
    const spellings = [folder, folder.toUpperCase(), folder.replaceAll("\\", "/"), `${folder}\\`, "..\\plugins"];
    const env = { HELM_PLUGINS: spellings.join(";") };
    const { exitCode, stdout, stderr } = await run(["plugin", "list"], { env });
    expect(exitCode).toBe(0);
    expect(stderr.replaceAll("\r", "")).toMatch(NOT_RUNNING);
    expect(stdout).toBe((await run(["plugin", "list"])).stdout);
    expect(stdout.match(/^two /gm)).toHaveLength(1);
  });

  test("reports elements of HELM_PLUGINS that are not plugins folders", async () => {
    const folders = ["none", "plugins/batch/run.cmd", "plugins/batch", "plugins"].map((name) => sandbox.shown(name));
    const { exitCode, stderr } = await run(["plugin", "list"], { env: { HELM_PLUGINS: folders.join(";") } });
    expect(exitCode).toBe(0);
    const [warnings = "", others] = stderr.replaceAll("\r", "").split(/(?=^Warning: plugin "missing")/m);
    expect(others).toMatch(NOT_RUNNING);
    expect(warnings.split("\n")).toEqual([
      `Warning: the plugins folder ${folders[0]} does not exist`,
      `Warning: the plugins folder ${folders[1]} is not a folder`,
      `Warning: the plugins folder ${folders[2]} is a plugin's own folder: it has a plugin.yaml. Put the folder above it (${folders[3]}) into HELM_PLUGINS`,
      "",
    ]);
  });

  test("runs the batch file that platformCommand names, and returns its status", async () => {
    const { exitCode, stdout, stderr } = await run(["batch", "a", "b c"]);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 7,
      stdout: "first [a] second [b c] of batch\n",
      stderr: "",
    });
  });

  test("gives a batch file arguments that it can pass on unchanged", async () => {
    const args = ["", "a b", "*", "%PATH%", "a\\", "a b\\", "ü\u{1F600}", "-x=1,2;3", "(^&|<>)", "!PATH!"];
    const env = { LUFF_TEST_PROGRAM: shownPath(executableUnderTest()) };
    const { exitCode, stdout } = await run(["pass", ...args], { env });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${args.length}\t${args.join("\t")}\n` });
  });

  // It depends on a program's C library where an argument with a doubled quote ends.
  test.each(['a"&echo injected&"', '"&echo injected', 'a\\"&echo injected&\\"'])(
    "gives a batch file %j and runs no part of it",
    async (argument) => {
      const env = { LUFF_TEST_PROGRAM: shownPath(executableUnderTest()) };
      const { exitCode, stdout } = await run(["pass", argument], { env });
      expect(exitCode).toBe(0);
      expect(stdout.replaceAll("\t", " ")).toContain("&echo injected");
      expect(stdout).not.toMatch(/^injected/m);
    },
  );

  test("refuses to give a batch file an argument with a line break", async () => {
    const { exitCode, stdout, stderr } = await run(["batch", "a\nb"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    const file = sandbox.shown("plugins", "batch", "run.cmd");
    expect(stderr.replaceAll("\r", "")).toBe(
      `Error: plugin "batch": cannot start "${file}": an argument contains a line break, which a batch file cannot receive [start-failed]\n` +
        "Hint: Pass the text in a file, or use a program or a script in the place of the batch file.\n",
    );
  });

  describe.each(["cmd", "cmd-by-args", "cmd-delayed"])("a command line that begins with cmd /c: %s", (plugin) => {
    const env = (): Record<string, string> => ({ LUFF_TEST_PROGRAM: shownPath(executableUnderTest()) });

    test("gets arguments unchanged", async () => {
      const args = [
        "",
        "a b",
        "*",
        "%PATH%",
        "%",
        "a\\",
        "ü\u{1F600}",
        "-x=1,2;3",
        "(^&|<>)",
        "^",
        "!PATH!",
        "a!",
        "/c",
      ];
      const { exitCode, stdout, stderr } = await run([plugin, ...args], { env: env() });
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      expect(stdout).toBe(`${args.length + 1}\tmanifest's own\t${args.join("\t")}\n`);
    });

    test("runs no part of an argument, and writes no file because of one", async () => {
      const marks = ["a&echo injected", "a|echo injected", "%CD%&echo injected", "a>written", "a>>written"];
      const quotes = [
        'a"&echo injected&"',
        '"&echo injected',
        '">written"',
        '^"&echo injected',
        '\\"&echo injected&\\"',
      ];
      for (const args of [marks, quotes]) {
        const { exitCode, stdout } = await run([plugin, ...args], { env: env() });
        expect(exitCode).toBe(0);
        expect(stdout.match(/&echo\sinjected|>written/g)?.length).toBeGreaterThanOrEqual(3);
        expect(stdout).not.toMatch(/^injected/m);
        expect(readdirSync(sandbox.work)).toEqual([]);
      }
    });

    test("refuses an argument with a line break", async () => {
      const { exitCode, stdout, stderr } = await run([plugin, "a\nb"], { env: env() });
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
      expect(stderr).toStartWith(`Error: plugin "${plugin}": cannot start "cmd`);
    });
  });

  test("treats the words after cmd /c as cmd's syntax", async () => {
    sandbox.addPlugin(
      "syntax",
      manifest("syntax", "cmd /d /c echo one& echo $HELM_PLUGIN_NAME& if exist %SystemRoot% echo"),
    );
    const { exitCode, stdout } = await run(["syntax", "a b"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'one\nsyntax\n"a b"\n' });
  });

  test("quotes for a batch file only the arguments that need it", async () => {
    expect((await run(["show", "a/b", "c d"])).stdout).toBe('[a/b] ["c d"]\n');
  });

  test.each([0, 1, 42, 255])("returns the status %i of a batch file", async (status) => {
    expect((await run(["exit", String(status)])).exitCode).toBe(status);
  });

  // Wine passes only the lowest byte out, so another luff inside Wine checks the status.
  test.each([256, -1, -1073741819])(
    "returns all 32 bits of the status %i of Lua and of a batch file",
    async (status) => {
      const env = { LUFF_TEST_PROGRAM: shownPath(executableUnderTest()) };
      for (const plugin of ["exit", "lua exit", "lua returned"]) {
        const { stdout } = await run(["lua", "status", `${plugin} ${status}`], { env });
        expect(stdout).toBe(`nil\texit\t${status}\n`);
      }
    },
  );

  test("finds the executable before the batch file, in the order of PATHEXT", async () => {
    const { exitCode, stdout } = await run(["two", "--version"]);
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain("the batch file");
    expect(stdout).not.toBeEmpty();
  });

  test("finds the batch file before the executable if PATHEXT says so", async () => {
    const { stdout } = await run(["two", "--version"], { env: { PATHEXT: ".CMD;.EXE" } });
    expect(stdout).toBe("the batch file\n");
  });

  test("finds a batch file along PATH", async () => {
    const { exitCode, stdout } = await run(["on-path"], {
      env: { PATH: pathList(sandbox.shown("on path"), sandbox.env["PATH"] ?? "") },
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "found by PATH\n" });
  });

  test("names the program that does not start", async () => {
    const { exitCode, stdout, stderr } = await run(["missing"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    const file = sandbox.shown("plugins", "missing", "none.exe");
    expect(stderr).toStartWith(`Error: plugin "missing": cannot start "${file}": `);
  });

  test("names the interpreter that a script lacks", async () => {
    const manifest = 'name: scripted\nversion: 1.0.0\nusage: u\ncommand: "$HELM_PLUGIN_DIR/run"\n';
    const files = { run: "#!/usr/bin/luff-test-none\n" };
    using own = createSandbox();
    own.addPlugin("scripted", manifest, files);
    const { exitCode, stdout, stderr } = await own.run(["scripted"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 127, stdout: "" });
    const reason = "it is a script for luff-test-none (its first line); no luff-test-none was found";
    expect(stderr).toStartWith(
      `Error: plugin "scripted": cannot start "${own.shown("plugins", "scripted", "run")}": ${reason} [interpreter-not-found]\n`,
    );
  });

  test("writes no file by a name that Windows reserves", async () => {
    const save = ["plugin", "bundle", "save", sandbox.shown("plugins/batch")];
    for (const args of [save, ["plugin", "index", "."], ["get", "https://127.0.0.1/x"]]) {
      const { exitCode, stdout, stderr } = await run([...args, "-o", "aux.json"]);
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
      expect(stderr).toMatch(
        /^Error: cannot write .*aux\.json: a file cannot have this name: it is that of a device \[file-failed\]/,
      );
    }
    expect(readdirSync(sandbox.work)).toEqual([]);
  });

  test("runs a plugin by its folder", async () => {
    expect((await run([sandbox.shown("plugins/batch"), "x"])).stdout).toContain("first [x]");
    expect((await run(["..\\plugins\\batch", "x"])).stdout).toContain("first [x]");
  });

  test("runs a script by a path without a drive, and by one from the current folder of its drive", async () => {
    sandbox.write("work/s/here.lua", 'print((require("beside")))\n');
    sandbox.write("work/s/beside.lua", 'return "found"\n');
    const script = shownPath(sandbox.path("work/s/here.lua"));
    const drive = script.slice(0, 2);
    for (const path of [script, script.slice(2), `${drive}s\\here.lua`, "s/here.lua"]) {
      expect(await run([path])).toMatchObject({ exitCode: 0, stdout: "found\n" });
    }
  });

  test("refuses a path from the current folder of another drive", async () => {
    const { exitCode, stdout, stderr } = await run(["Q:s\\x.lua"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toStartWith(
      "Error: the path Q:s\\x.lua starts in the current folder of the drive Q:, but luff runs in ",
    );
  });

  describe("runs a Lua plugin", () => {
    test("with unchanged arguments", async () => {
      const args = ["", "a b", "*", "%PATH%", 'a"b', "a\\", "ü\u{1F600}", "-x", "^&|<>"];
      expect((await run(["lua", "args", ...args])).stdout).toBe(`${args.length}\t${args.join("\t")}\n`);
    });

    test("that reads standard input", async () => {
      const { stdout } = await run(["lua", "stdin"], { stdin: "42 rest\nüber\n\nlast" });
      expect(stdout).toBe("42\t rest\n\n[über][][last]nil\n");
    });

    test("that writes, reads, renames and removes files", async () => {
      const { stdout, stderr } = await run(["lua", "files"]);
      expect(stderr).toBe("");
      expect(stdout.split("nil\t")[0]).toBe("[one][two<13>][<0><26>three]");
      expect(stdout).toEndWith("\t18\n");
    });

    test("that reads from a command", async () => {
      expect((await run(["lua", "popen"])).stdout).toBe(
        "hello\ntrue\texit\t0\nhello<r>\ntrue\texit\t0\nnil\texit\t5\n",
      );
    });

    test("that reads from a command while it runs", async () => {
      expect((await run(["lua", "stream"])).stdout).toBe("first\ntold\n");
    });

    test("that reads a part of endless output", async () => {
      const { stdout } = await run(["lua", "endless"], {
        env: { LUFF_TEST_PROGRAM: shownPath(executableUnderTest()) },
      });
      expect(stdout).toBe("100000\nnil\tInvalid seek\t29\nnil\texit\t141\n");
    });

    test("that writes to two commands at once", async () => {
      expect((await run(["lua", "feed"])).stdout).toBe("a\nb\nc\ntrue\texit\t0\nc\nb\na\ntrue\texit\t0\n");
    });

    test("that runs a batch file in a folder with a space, with and without an outer pair of quotes", async () => {
      sandbox.write("bin & more/show.cmd", batch("echo [%1] [%2]"));
      const { stdout } = await run(["lua", "quoted", sandbox.shown("bin & more", "show.cmd")]);
      expect(stdout).toBe(`${'["y"] ["a&b"]\n'.repeat(6)}hello\nhello\n`);
    });

    test("that runs commands of the shell", async () => {
      expect((await run(["lua", "execute"])).stdout).toBe("true\nnil\texit\t3\nnil\texit\t4\n");
    });

    test.each([0, 3, 255])("and returns its status %i", async (status) => {
      expect((await run(["lua", "exit", String(status)])).exitCode).toBe(status);
    });
  });
});

/** A program that starts everywhere: the executable under test itself. */
function copyProgram(sandbox: Sandbox, path: string): void {
  mkdirSync(dirname(sandbox.path(path)), { recursive: true });
  copyFileSync(executableUnderTest(), sandbox.path(path));
}
