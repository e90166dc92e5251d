import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { copyFileSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname } from "node:path";
import { manifestOf } from "../helpers/fixture-programs.ts";
import { withoutTool } from "../helpers/find-tool.ts";
import { testsWindows } from "../helpers/program-under-test.ts";
import { compileRecorder, readRecord, realShell, recorderCompiler, type Recorded } from "../helpers/recorder.ts";
import { createSandbox, type RunResult, type Sandbox, type Variables } from "../helpers/sandbox.ts";
import { pathList } from "../helpers/shown-path.ts";

const SYSTEM = "C:\\Windows\\System32";
const SCRIPT = "$HELM_PLUGIN_DIR\\run";

/** Uses programs that record how they were started in place of interpreters. */
const COMPILER = recorderCompiler();
describe.skipIf(!testsWindows() || COMPILER === null)(`a script on Windows${withoutTool(COMPILER, "gcc")}`, () => {
  let sandbox: Sandbox;
  const shown = (path: string): string => sandbox.shown(...path.split("/"));
  const slashed = (path: string): string => shown(path).replaceAll("\\", "/");
  const putProgram = (path: string): void => {
    mkdirSync(dirname(sandbox.path(path)), { recursive: true });
    copyFileSync(sandbox.path("record.exe"), sandbox.path(path));
  };
  const path = (...folders: string[]): string => pathList(...folders.map(shown), SYSTEM);
  const tools = (): Variables => ({ PATH: path("Git x/bin", "tools") });

  const run = (args: readonly string[], env: Variables = tools(), stdin = ""): Promise<RunResult> =>
    sandbox.run(args, { env, stdin });
  const record = async (args: readonly string[], env: Variables = tools()): Promise<Recorded> => {
    const { stdout, stderr, exitCode } = await run(args, env);
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    return readRecord(stdout);
  };

  beforeAll(() => {
    sandbox = createSandbox();
    compileRecorder(sandbox.path("record.exe"));
    for (const name of ["sh", "bash"]) putProgram(`Git x/bin/${name}.exe`);
    for (const name of ["py", "pwsh", "node", "perl", "ruby", "php"]) putProgram(`tools/${name}.exe`);
  });
  afterAll(() => sandbox.remove());

  test.each<[string, string, string, readonly string[]]>([
    ["sh", "#!/bin/sh\necho\n", "Git x/bin/sh.exe", []],
    ["bash", "#!/bin/bash -e\necho\n", "Git x/bin/bash.exe", ["-e"]],
    ["env", "#!/usr/bin/env bash\n", "Git x/bin/bash.exe", []],
    ["env-s", "#!/usr/bin/env -S bash -eu\n", "Git x/bin/bash.exe", ["-eu"]],
    ["crlf", "#!/bin/sh\r\necho\r\n", "Git x/bin/sh.exe", []],
    ["mark", "\u{feff}#!/bin/sh\n", "Git x/bin/sh.exe", []],
    ["words", "#!/bin/sh -e -u\r\n", "Git x/bin/sh.exe", ["-e", "-u"]],
    ["backslashes", "#!\\bin\\sh\n", "Git x/bin/sh.exe", []],
    ["bare", "#! sh\n", "Git x/bin/sh.exe", []],
    ["python", "#!/usr/bin/env python3\n", "tools/py.exe", ["-3"]],
    ["node", "#!/usr/bin/env node\n", "tools/node.exe", []],
    ["perl", "#!/usr/bin/perl -w\n", "tools/perl.exe", ["-w"]],
    ["ruby", "#!/usr/bin/env ruby\n", "tools/ruby.exe", []],
    ["php", "#!/usr/bin/env php\n", "tools/php.exe", []],
  ])("runs by its first line: %s", async (name, content, program, before) => {
    sandbox.addPlugin(`line-${name}`, manifestOf(`line-${name}`, `${SCRIPT} own`), { run: content });
    const { file, args } = await record([`line-${name}`, "a b", "", "*", 'q"q', "C:\\x\\"]);
    expect(file).toBe(shown(program));
    const isShell = program.startsWith("Git");
    const script = isShell ? slashed(`plugins/line-${name}/run`) : shown(`plugins/line-${name}/run`);
    expect(args).toEqual([...before, script, "own", "a b", "", "*", 'q"q', "C:\\x\\"]);
  });

  test.each<[string, string, string[]]>([
    ["run.sh", "Git x/bin/sh.exe", []],
    ["run.bash", "Git x/bin/bash.exe", []],
    ["run.py", "tools/py.exe", ["-3"]],
    ["run.js", "tools/node.exe", []],
    ["run.ps1", "tools/pwsh.exe", ["-NoProfile", "-ExecutionPolicy", "Bypass", "-File"]],
  ])("runs by its ending: %s", async (name, program, before) => {
    const plugin = `ending-${name.slice(4)}`;
    sandbox.addPlugin(plugin, manifestOf(plugin, `$HELM_PLUGIN_DIR\\${name}`), { [name]: "echo\n" });
    const { file, args } = await record([plugin, "a b"]);
    expect(file).toBe(shown(program));
    expect(args.slice(0, -2)).toEqual(before);
    expect(args.at(-2)?.replaceAll("/", "\\")).toBe(shown(`plugins/${plugin}/${name}`));
  });

  test("is explained by plugin info, with its interpreter or what is missing", async () => {
    sandbox.addPlugin("explained", manifestOf("explained", SCRIPT), { run: "#!/bin/bash\n" });
    const info = async (env: Variables): Promise<unknown> =>
      JSON.parse((await run(["plugin", "info", "explained", "-o", "json"], env)).stdout);
    expect(await info(tools())).toMatchObject({ startedFile: shown("Git x/bin/bash.exe"), startFailure: null });
    expect(await info({ PATH: SYSTEM })).toMatchObject({
      startedFile: null,
      startFailure: expect.stringContaining("it is a script for bash (its first line); no bash was found"),
    });
  });

  test("for PowerShell gets its first line's arguments before -File", async () => {
    sandbox.addPlugin("shellline", manifestOf("shellline", `${SCRIPT}.ps1`), {
      "run.ps1": "#!/usr/bin/env -S pwsh -NoLogo\n",
    });
    const { args } = await record(["shellline", "a b"]);
    const script = shown("plugins/shellline/run.ps1");
    expect(args).toEqual(["-NoProfile", "-ExecutionPolicy", "Bypass", "-NoLogo", "-File", script, "a b"]);
  });

  test("in Lua gets the variables of its first line, and runs once if a command calls it through env", async () => {
    const source = 'print(os.getenv("OWN"), ...)\n';
    const script = { run: `#!/usr/bin/env -S OWN=1 luff\n${source}`, "x.lua": source };
    sandbox.addPlugin("luavar", manifestOf("luavar", SCRIPT), script);
    sandbox.addPlugin("luaenv", manifestOf("luaenv", "/usr/bin/env luff $HELM_PLUGIN_DIR/x.lua own"), script);
    const text = async (...args: readonly string[]): Promise<string> => {
      const { stdout, stderr, exitCode } = await run(args);
      expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
      return stdout.replaceAll("\r", "");
    };
    expect(await text("luavar", "a b")).toBe("1\ta b\n");
    expect(await text("luaenv", "a b")).toBe("nil\town\ta b\n");
  });

  test("gets paths with slashes from luff if a shell runs it, and Windows paths otherwise", async () => {
    const command = `${SCRIPT} $HELM_PLUGIN_DIR/x $HELM_DATA_HOME`;
    sandbox.addPlugin("slashes", manifestOf("slashes", command), { run: "#!/bin/sh\n" });
    sandbox.addPlugin("own", manifestOf("own", command), { run: "#!/usr/bin/python\n" });
    const env = { ...tools(), HELM_BIN: shown("tools/helm.exe"), OTHER: "C:\\x", HELM_KUBETOKEN: "a\\b" };
    const shell = await record(["slashes", "C:\\user"], env);
    const data = shell.variables["HELM_DATA_HOME"] ?? "";
    expect(data).toMatch(/^[A-Z]:\/[^\\]+$/i);
    expect(shell.args).toEqual([slashed("plugins/slashes/run"), `${slashed("plugins/slashes")}/x`, data, "C:\\user"]);
    expect(shell.variables).toMatchObject({
      HELM_BIN: slashed("tools/helm.exe"),
      HELM_PLUGIN_DIR: slashed("plugins/slashes"),
      HELM_PLUGINS: slashed("plugins"),
      HELM_KUBETOKEN: "a\\b",
      OTHER: "C:\\x",
    });
    const python = await record(["own"], env);
    expect(python.variables).toMatchObject({
      HELM_BIN: shown("tools/helm.exe"),
      HELM_PLUGIN_DIR: shown("plugins/own"),
    });
    expect(python.args[2]).toBe(`${shown("plugins/own")}/x`);
  });

  test("gets each variable once, whatever its case in luff's environment", async () => {
    sandbox.addPlugin("case", manifestOf("case", SCRIPT), { run: "#!/bin/sh\n" });
    const env = { ...tools(), helm_plugin_dir: "old", Helm_Namespace: "space" };
    const { variables } = await record(["case"], env);
    const named = (name: string): string[] => Object.keys(variables).filter((each) => each.toUpperCase() === name);
    expect(named("HELM_PLUGIN_DIR")).toHaveLength(1);
    expect(variables["HELM_PLUGIN_DIR"]).toBe(slashed("plugins/case"));
    expect(variables[named("HELM_NAMESPACE")[0] ?? ""]).toBe("space");
  });

  test("is passed to an MSYS shell with MSYS quoting, and the shell in usr\\bin gets its tools", async () => {
    const folder = "Min Git/usr/bin";
    putProgram(`${folder}/sh.exe`);
    sandbox.write(`${folder}/msys-2.0.dll`, "");
    sandbox.write("Min Git/mingw64/bin/git.exe", "");
    sandbox.write("Min Git/cmd/git.exe", "");
    sandbox.addPlugin("msys", manifestOf("msys", SCRIPT), { run: "#!/bin/sh\n" });
    const { file, line, variables } = await record(["msys", "a b", "*", "it's", "\\\\srv\\x", 'q"', "C:\\x y"], {
      PATH: path("Min Git/cmd"),
    });
    expect(file).toBe(shown(`${folder}/sh.exe`));
    const script = slashed("plugins/msys/run").replace(":", '":');
    expect(line).toBe(`sh ${script}" "a b" "*" "it's" "\\\\\\\\srv\\\\x" "q\\"" C":\\\\x y"`);
    expect(variables["MSYSTEM"]).toBe("MINGW64");
    expect(variables["PATH"]).toBe(path("Min Git/mingw64/bin", folder, "Min Git/cmd"));
  });

  test("is run by the shell of LUFF_SHELL, else by that of PATH, else by that of Git's folders", async () => {
    sandbox.addPlugin("which", manifestOf("which", SCRIPT), { run: "#!/bin/sh\n" });
    const places = ["own", "Git y/bin", "programs/Git/bin", "local/Programs/Git/bin"];
    for (const place of places) putProgram(`${place}/sh.exe`);
    putProgram("Git y/cmd/git.exe");
    const fileWith = async (env: Variables): Promise<string> => (await record(["which"], env)).file;
    const local = { PATH: SYSTEM, LOCALAPPDATA: shown("local") };
    const programs = { ...local, ProgramW6432: shown("programs") };
    const git = { ...programs, PATH: path("Git y/cmd") };
    expect(await fileWith(local)).toBe(shown("local/Programs/Git/bin/sh.exe"));
    expect(await fileWith(programs)).toBe(shown("programs/Git/bin/sh.exe"));
    expect(await fileWith(git)).toBe(shown("Git y/bin/sh.exe"));
    expect(await fileWith({ ...git, ...tools() })).toBe(shown("Git x/bin/sh.exe"));
    expect(await fileWith({ ...tools(), LUFF_SHELL: shown("own/sh.exe") })).toBe(shown("own/sh.exe"));
  });

  test.each<[string, string, string[]]>([
    ["sh -c", "sh -c $HELM_PLUGIN_DIR/x", ["-c", "DIR/x"]],
    ["/bin/bash", "/bin/bash -e $HELM_PLUGIN_DIR/x", ["-e", "DIR/x"]],
    ["/usr/bin/env", "/usr/bin/env sh $HELM_PLUGIN_DIR/x", ["DIR/x"]],
  ])("may be named by a command that calls the shell: %s", async (title, command, args) => {
    const name = `call${title.replaceAll(/\W+/g, "-")}`;
    sandbox.addPlugin(name, manifestOf(name, command));
    const recorded = await record([name, "a b"]);
    expect(recorded.file).toStartWith(shown("Git x/bin"));
    expect(recorded.args).toEqual([...args.map((each) => each.replace("DIR", slashed(`plugins/${name}`))), "a b"]);
  });

  test.each([0, 7, 255])("returns its status %i", async (status) => {
    sandbox.addPlugin("status", manifestOf("status", SCRIPT), { run: "#!/bin/sh\n" });
    const env = { ...tools(), LUFF_TEST_STATUS: String(status) };
    expect((await run(["status"], env)).exitCode).toBe(status);
  });

  test.each<[string, string, string]>([
    [
      "#!/usr/bin/env bash\n",
      "bash",
      "Install Git for Windows, or set LUFF_SHELL to the path of a shell, such as C:\\Program Files\\Git\\bin\\sh.exe.",
    ],
    ["#!/usr/bin/env python3\n", "Python", "Install Python 3 from python.org."],
  ])("ends with 127 and says what to install if nothing runs %j", async (content, interpreter, hint) => {
    sandbox.addPlugin("none", manifestOf("none", SCRIPT), { run: content });
    const { exitCode, stdout, stderr } = await run(["none"], { PATH: SYSTEM });
    expect({ exitCode, stdout }).toEqual({ exitCode: 127, stdout: "" });
    expect(stderr.replaceAll("\r", "")).toBe(
      `Error: plugin "none": cannot start "${shown("plugins/none")}\\run": it is a script for ${interpreter} (its first line); ` +
        `no ${interpreter} was found [interpreter-not-found]\nHint: ${hint}\n`,
    );
  });

  test("ends with 127 if LUFF_SHELL names no program, and with 1 if that does not start", async () => {
    sandbox.addPlugin("given", manifestOf("given", SCRIPT), { run: "#!/bin/sh\n" });
    sandbox.write("text/sh.exe", "no program\n");
    sandbox.write("text/sh", "no program\n");
    const said = async (shell: string): Promise<unknown> => {
      const { exitCode, stderr } = await run(["given"], { ...tools(), LUFF_SHELL: shell });
      const [error = "", hint] = stderr.replaceAll("\r", "").split("\n");
      expect(hint).toBe(
        "Hint: Set LUFF_SHELL to the path of a sh.exe or bash.exe, such as C:\\Program Files\\Git\\bin\\sh.exe, or unset it.",
      );
      return [exitCode, error.slice(error.indexOf("run"))];
    };
    const kind = 'run": it is a script for sh (its first line); LUFF_SHELL is';
    const end = "[interpreter-not-found]";
    expect(await said("C:/none/sh.exe")).toEqual([127, `${kind} "C:\\none\\sh.exe", and there is no such file ${end}`]);
    expect(await said(shown("text"))).toEqual([127, `${kind} "${shown("text")}", and that is a folder ${end}`]);
    const script = shown("plugins/given/run");
    expect(await said(script)).toEqual([127, `${kind} "${script}", and that is not a program (.exe) ${end}`]);
    const text = shown("text/sh.exe");
    expect((await run(["given"], { PATH: path("text") })).stderr.replaceAll("\r", "").split("\n")[1]).toBe(
      "Hint: Install what it belongs to again, such as Git for Windows, or set LUFF_SHELL to another shell, such as C:\\Program Files\\Git\\bin\\sh.exe.",
    );
    expect(await said(text)).toEqual([
      1,
      `run": ${text} does not start: the system does not know its format [start-failed]`,
    ]);
  });

  test.each<[string, string, number, string]>([
    ["blank", "#!\n", 127, "its first line names no interpreter [interpreter-not-found]"],
    ["env", "#!/usr/bin/env\r\n", 127, "its first line names no interpreter [interpreter-not-found]"],
    [
      "quote",
      '#!/usr/bin/env -S "sh -e\n',
      127,
      "env's option -S has a quote that does not end [interpreter-not-found]",
    ],
    [
      "long",
      `#!/bin/sh ${"x".repeat(300)}\n`,
      127,
      "its first line is longer than 255 bytes, and systems read no more of it [interpreter-not-found]",
    ],
    ["wide", "#\0!\0/\0b\0i\0n\0/\0s\0h\0", 1, "it is UTF-16 text; expected UTF-8 [start-failed]"],
    ["empty", "", 126, "it is empty [start-failed]"],
    ["text", "hello\n", 1, "the system does not know its format [start-failed]"],
  ])("that says nothing of its interpreter is refused: %s", async (name, content, status, reason) => {
    sandbox.addPlugin(`bad-${name}`, manifestOf(`bad-${name}`, "$HELM_PLUGIN_DIR/run"), { run: content });
    const { exitCode, stdout, stderr } = await run([`bad-${name}`]);
    expect({ exitCode, stdout }).toEqual({ exitCode: status, stdout: "" });
    const file = shown(`plugins/bad-${name}/run`);
    expect(stderr.split(/\r?\n/)[0]).toBe(`Error: plugin "bad-${name}": cannot start "${file}": ${reason}`);
    expect(stderr).toMatch(/^Hint: /m);
  });

  test("in UTF-16 is refused also behind its interpreter", async () => {
    sandbox.addPlugin("widesh", manifestOf("widesh", "sh $HELM_PLUGIN_DIR/x.sh"), { "x.sh": "e\0c\0h\0o\0" });
    const { exitCode, stdout, stderr } = await run(["widesh"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr.replaceAll("\r", "")).toBe(
      `Error: plugin "widesh": cannot start "sh": the script ${shown("plugins/widesh/x.sh")} is UTF-16 text; expected UTF-8 [start-failed]\n` +
        "Hint: Save it as UTF-8 without a byte order mark.\n",
    );
  });

  test("may call sed, which a command finds only on PATH, as its error says", async () => {
    putProgram("Git s/usr/bin/sed.exe");
    sandbox.write("Git s/usr/bin/msys-2.0.dll", "");
    sandbox.addPlugin("callsed", manifestOf("callsed", "sed -n p"));
    const said = async (env: Variables): Promise<unknown> => {
      const { exitCode, stderr } = await run(["callsed"], env);
      return [exitCode, ...stderr.replaceAll("\r", "").split("\n")];
    };
    const error = 'Error: plugin "callsed": cannot start "sed": no such file was found [start-failed]';
    const folder = shown("Git s/usr/bin");
    putProgram("Git s/cmd/git.exe");
    expect(await said({ PATH: path("Git s/cmd") })).toEqual([
      1,
      error,
      `Hint: Git for Windows has sed: call it in a script for sh, or add its folder to PATH: ${folder}`,
      "",
    ]);
    expect(await said({ PATH: SYSTEM })).toEqual([
      1,
      error,
      "Hint: Install Git for Windows, which has sed, and call it in a script for sh, or add Git's folder usr\\bin to PATH.",
      "",
    ]);
  });

  test.each(["con", "aux.sh", "nul.lua"])("with a name that Windows reserves is refused: %s", async (name) => {
    const plugin = `device-${name.replace(".", "-")}`;
    sandbox.addPlugin(plugin, manifestOf(plugin, `$HELM_PLUGIN_DIR/${name}`));
    const { exitCode, stdout, stderr } = await run([plugin]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(
      /^Error: plugin "device-.*: it is that of a device \[(?:start-failed|script-invalid)\]\r?\nHint: Rename it: /,
    );
  });

  test("with a name that Windows reserves is refused also behind its interpreter", async () => {
    putProgram("Git p/bin/sh.exe");
    sandbox.addPlugin("device-sh", manifestOf("device-sh", "sh $HELM_PLUGIN_DIR/aux.sh"));
    const { exitCode, stdout, stderr } = await run(["device-sh"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    const file = shown("plugins/device-sh/aux.sh");
    expect(stderr.split(/\r?\n/)[0]).toBe(
      `Error: plugin "device-sh": cannot start "sh": no file can have the name ${file}: it is that of a device [start-failed]`,
    );
  });

  test("is run by Git's own Perl and AWK if none is on PATH", async () => {
    putProgram("Git p/bin/sh.exe");
    for (const name of ["perl", "awk"]) putProgram(`Git p/usr/bin/${name}.exe`);
    sandbox.write("Git p/usr/bin/msys-2.0.dll", "");
    sandbox.addPlugin("gitperl", manifestOf("gitperl", `${SCRIPT}.pl`), { "run.pl": "print 1;\n" });
    sandbox.addPlugin("gitawk", manifestOf("gitawk", SCRIPT), { run: "#!/usr/bin/awk -f\n" });
    const env = { PATH: path("Git p/bin") };
    const perl = await record(["gitperl", "*"], env);
    const script = slashed("plugins/gitperl/run.pl").replace(":", '":');
    expect(perl.file).toBe(shown("Git p/usr/bin/perl.exe"));
    expect(perl.line).toBe(`perl ${script}" "*"`);
    expect(perl.variables["PATH"]).toBe(path("Git p/usr/bin", "Git p/bin"));
    const awk = await record(["gitawk"], env);
    expect(awk.file).toBe(shown("Git p/usr/bin/awk.exe"));
    expect(awk.args).toEqual(["-f", slashed("plugins/gitawk/run")]);
  });

  test("for PowerShell that a command calls with its path alone gets PowerShell's flags", async () => {
    const flags = ["-NoProfile", "-ExecutionPolicy", "Bypass", "-File"];
    sandbox.addPlugin("callps", manifestOf("callps", "pwsh $HELM_PLUGIN_DIR/x.ps1 own"), { "x.ps1": "" });
    sandbox.addPlugin("flagps", manifestOf("flagps", "pwsh -NoLogo $HELM_PLUGIN_DIR/x.ps1"), { "x.ps1": "" });
    const called = await record(["callps", "a b"]);
    expect(called.file).toBe(shown("tools/pwsh.exe"));
    expect(called.args).toEqual([...flags, `${shown("plugins/callps")}/x.ps1`, "own", "a b"]);
    expect((await record(["flagps"])).args).toEqual(["-NoLogo", `${shown("plugins/flagps")}/x.ps1`]);
  });

  test("is installed with a warning if nothing runs it", async () => {
    const getter = "downloaders: [{command: get.py, protocols: [x]}]\n";
    sandbox.write("work/lacks/plugin.yaml", manifestOf("lacks", "$HELM_PLUGIN_DIR/run.sh") + getter);
    for (const name of ["run.sh", "get.py"]) sandbox.write(`work/lacks/${name}`, "");
    const { exitCode, stdout, stderr } = await run(["plugin", "install", "lacks"], { PATH: SYSTEM });
    expect({ exitCode, stdout: stdout.split(/\r?\n/)[0] }).toEqual({ exitCode: 0, stdout: "Installed plugin: lacks" });
    const folder = shown("plugins/lacks");
    expect(stderr.replaceAll("\r", "")).toBe(
      `Warning: plugin "lacks": cannot start "${folder}\\run.sh": it is a script for sh (its ending .sh); no sh was found. ` +
        "Install Git for Windows, or set LUFF_SHELL to the path of a shell, such as C:\\Program Files\\Git\\bin\\sh.exe.\n" +
        `Warning: the getter of plugin "lacks": cannot start "${folder}\\get.py": it is a script for Python (its ending .py); ` +
        "no Python was found. Install Python 3 from python.org.\n",
    );
    expect((await run(["plugin", "install", "--force", "lacks"])).stderr).toBe("");
    const bare = { PATH: SYSTEM };
    expect(await run(["plugin", "bundle", "save", "-o", "lacks.tar", "lacks"], bare)).toMatchObject({ exitCode: 0 });
    const loaded = await run(["plugin", "bundle", "load", "--force", "lacks.tar"], bare);
    expect({ exitCode: loaded.exitCode, stderr: loaded.stderr }).toEqual({ exitCode: 0, stderr });
    sandbox.write("work/set.yaml", "plugins: [{name: lacks, url: ./lacks}]\n");
    const set = await run(["plugin", "install", "-f", "set.yaml"], bare);
    expect({ exitCode: set.exitCode, stderr: set.stderr }).toEqual({ exitCode: 0, stderr });
  });

  test("that is missing behind its interpreter is told by plugin info and by an install", async () => {
    const manifest = manifestOf("gone", "sh $HELM_PLUGIN_DIR/gone.sh");
    sandbox.write("work/gone/plugin.yaml", manifest);
    const { exitCode, stderr } = await run(["plugin", "install", "gone"]);
    const reason = `cannot start "sh": there is no script ${shown("plugins/gone/gone.sh")}`;
    const hint = "The plugin does not bring it along: install another version of the plugin, or tell its author.";
    expect({ exitCode, stderr: stderr.replaceAll("\r", "") }).toEqual({
      exitCode: 0,
      stderr: `Warning: plugin "gone": ${reason}. ${hint}\n`,
    });
    const { stdout } = await run(["plugin", "info", "gone", "-o", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({ startedFile: null, startFailure: reason, startHint: hint });
    sandbox.write("work/gone/plugin.yaml", manifestOf("gone", "no-such-program"));
    expect((await run(["plugin", "install", "--force", "gone"])).stderr.replaceAll("\r", "")).toBe(
      'Warning: plugin "gone": cannot start "no-such-program": no such file was found. ' +
        "Install no-such-program, or add its folder to PATH.\n",
    );
  });

  test("that only a placeholder of the Store or WSL could run says so", async () => {
    const store = "user/AppData/Local/Microsoft/WindowsApps";
    for (const name of ["python.exe", "bash.exe"]) putProgram(`${store}/${name}`);
    const env = { PATH: path(store) };
    sandbox.addPlugin("store", manifestOf("store", SCRIPT), { run: "#!/usr/bin/env python3\n" });
    expect((await run(["store"], env)).stderr).toContain(
      `; no Python was found (${shown(store)}\\python.exe only opens the Microsoft Store) [interpreter-not-found]`,
    );
    sandbox.addPlugin("wsl", manifestOf("wsl", SCRIPT), { run: "#!/bin/bash\n" });
    expect((await run(["wsl"], env)).stderr).toContain(
      `; no bash was found (${shown(store)}\\bash.exe is WSL's, which uses different paths) [interpreter-not-found]`,
    );
  });

  test("has its shell shown by --debug and luff env", async () => {
    sandbox.addPlugin("told", manifestOf("told", SCRIPT), { run: "#!/bin/sh\n" });
    const { stderr } = await run(["--debug", "told"]);
    const shell = shown("Git x/bin/sh.exe");
    expect(stderr.replaceAll("\r", "")).toMatch(/^(?:Debug: \d+ ms: .*\n)+$/);
    expect(stderr).toContain(`: plugin "told": ${shell} (on PATH) runs ${shown("plugins/told")}\\run`);
    expect((await run(["env"])).stdout).toContain(`\nLUFF_SHELL="${shell}"\n`);
    expect((await run(["env", "LUFF_SHELL"])).stdout.trim()).toBe(shell);
    expect((await run(["env"], { PATH: SYSTEM })).stdout).toContain('\nLUFF_SHELL=""\n');
    const refused = await run(["env", "LUFF_SHELL"], { ...tools(), LUFF_SHELL: "C:\\none\\sh.exe" });
    expect({ exitCode: refused.exitCode, stdout: refused.stdout.trim() }).toEqual({ exitCode: 0, stdout: "" });
    expect(refused.stderr).toBe(
      'Warning: LUFF_SHELL is "C:\\none\\sh.exe", and there is no such file. ' +
        "Set LUFF_SHELL to the path of a sh.exe or bash.exe, such as C:\\Program Files\\Git\\bin\\sh.exe, or unset it.\n",
    );
  });

  test("and everything else that a plugin starts is explained by --debug", async () => {
    const said = async (args: readonly string[]): Promise<readonly string[]> => {
      const { stderr } = await run(["--debug", ...args]);
      return stderr
        .replaceAll("\r", "")
        .replaceAll(/C:\\windows\\/gi, "C:\\Windows\\") // Wine writes SystemRoot in its own way.
        .split("\n")
        .map((line) => line.replace(/^Debug: \d+ ms: /, ""))
        .filter((line) => / runs \S/.test(line));
    };
    const add = (name: string, command: string, files: Record<string, string> = {}): string => {
      sandbox.addPlugin(name, manifestOf(name, command), files);
      return shown(`plugins/${name}`);
    };
    const cmd = `${SYSTEM}\\cmd.exe`;
    const batch = add("saybatch", "$HELM_PLUGIN_DIR/run.cmd", { "run.cmd": "@exit /b 0\r\n" });
    expect(await said(["saybatch"])).toEqual([`plugin "saybatch": ${cmd} runs ${batch}\\run.cmd`]);
    const called = add("saycmd", "cmd /c $HELM_PLUGIN_DIR\\run.cmd", { "run.cmd": "@exit /b 0\r\n" });
    expect(await said(["saycmd"])).toEqual([`plugin "saycmd": ${cmd} (on PATH) runs ${called}\\run.cmd`]);
    const python = add("saypy", "$HELM_PLUGIN_DIR/x.py", { "x.py": "" });
    expect(await said(["saypy"])).toEqual([
      `plugin "saypy": ${shown("tools/py.exe")} -3 (on PATH) runs ${python}\\x.py`,
    ]);
    const shell = add("saysh", "sh $HELM_PLUGIN_DIR/x.sh", { "x.sh": "" });
    const sh = `${shown("Git x/bin/sh.exe")} (on PATH)`;
    expect(await said(["saysh"])).toEqual([`plugin "saysh": ${sh} runs ${shell}\\x.sh`]);
    const lua = add("saylua", "luff $HELM_PLUGIN_DIR/x.lua", {
      "x.lua": 'function main() os.execute("call sh x") end',
    });
    expect(await said(["saylua"])).toEqual([
      `plugin "saylua": luff itself runs ${lua}\\x.lua`,
      `plugin "saylua": ${sh} runs x`,
    ]);
    const completes = add("saywords", "x", { "plugin.complete": "#!/bin/sh\n" });
    const words = `the completion of plugin "saywords": ${sh} runs ${completes}\\plugin.complete`;
    expect(await said(["__complete", "saywords", ""])).toEqual([words]);
    expect((await run(["__complete", "--debug", "saywords", ""])).stderr).not.toContain("Debug: ");
  });

  test("runs below a junction, and in a folder whose path is longer than 260 characters", async () => {
    sandbox.addPlugin("linked", manifestOf("linked", SCRIPT), { run: "#!/bin/sh\n" });
    mkdirSync(sandbox.path("by link"));
    symlinkSync(sandbox.path("plugins/linked"), sandbox.path("by link/linked"), "junction");
    const junction = await record(["linked"], { ...tools(), HELM_PLUGINS: shown("by link") });
    expect(junction.args).toEqual([slashed("by link/linked/run")]);
    const long = `${"a long folder ü ".repeat(6)}x/${"b".repeat(120)}`;
    sandbox.write(`${long}/plugins/long/plugin.yaml`, manifestOf("long", SCRIPT));
    sandbox.write(`${long}/plugins/long/run`, "#!/bin/sh\n");
    const { args } = await record(["long"], { ...tools(), HELM_PLUGINS: shown(`${long}/plugins`) });
    expect(args).toEqual([slashed(`${long}/plugins/long/run`)]);
    expect(args[0]?.length).toBeGreaterThan(260);
  });

  test("may be a program without a file name extension", async () => {
    sandbox.addPlugin("program", manifestOf("program", "$HELM_PLUGIN_DIR/bin/tool own"));
    putProgram("plugins/program/bin/tool");
    const env = { ...tools(), LUFF_TEST_STATUS: "9" };
    const { exitCode, stdout, stderr } = await run(["program", "a b", "", 'q"\\', "*"], env);
    expect({ exitCode, stderr }).toEqual({ exitCode: 9, stderr: "" });
    const { file, args, variables } = readRecord(stdout);
    expect(file).toBe(shown("plugins/program/bin/tool"));
    expect(args).toEqual(["own", "a b", "", 'q"\\', "*"]);
    expect(variables["HELM_PLUGIN_DIR"]).toBe(shown("plugins/program"));
  });

  test("runs as a hook, as does a program without an extension", async () => {
    const hook = "cd $HELM_PLUGIN_DIR && ./x.sh";
    const install = async (name: string, hooks: string): Promise<Recorded> => {
      sandbox.write(`work/${name}/plugin.yaml`, `${manifestOf(name, "cmd")}${hooks}`);
      const { stdout, exitCode } = await run(["plugin", "install", name]);
      expect(exitCode).toBe(0);
      return readRecord(stdout);
    };
    const text = await install("hook", `hooks:\n  install: ${JSON.stringify(hook)}\n`);
    expect(text.file).toBe(shown("Git x/bin/sh.exe"));
    expect(text.args).toEqual(["-c", hook]);
    expect(text.variables["HELM_PLUGIN_DIR"]).toBe(slashed("plugins/hook"));
    putProgram("work/direct/bin/tool");
    const direct = await install(
      "direct",
      "platformHooks:\n  install: [{command: $HELM_PLUGIN_DIR/bin/tool, args: [a b]}]\n",
    );
    expect(direct.file).toEndWith("\\bin\\tool");
    expect(direct.args).toEqual(["a b"]);
  });

  test("as a hook that nothing runs ends with 127, and says that the plugin is not installed", async () => {
    sandbox.write("work/bare/plugin.yaml", `${manifestOf("bare", "cmd")}hooks:\n  install: ./x.sh\n`);
    const { exitCode, stdout, stderr } = await run(["plugin", "install", "bare"], { PATH: SYSTEM });
    expect({ exitCode, stdout }).toEqual({ exitCode: 127, stdout: "" });
    expect(stderr.replaceAll("\r", "")).toBe(
      'Error: the install hook of plugin "bare": cannot start "sh": no sh was found [interpreter-not-found]\n' +
        "Hint: Install Git for Windows, or set LUFF_SHELL to the path of a shell, such as C:\\Program Files\\Git\\bin\\sh.exe. The plugin is not installed. " +
        "With --no-hooks luff installs the plugin without running it.\n",
    );
  });

  describe("that a Lua script starts", () => {
    const lua = async (line: string, env: Variables = tools()): Promise<RunResult> => {
      const source = `function main(line) local f = io.popen(line); io.write(f:read("a")); print(f:close()); print(os.execute(line)) end`;
      sandbox.addPlugin("lua", "name: lua\nversion: 1.0.0\nusage: u\n", { "main.lua": source, "x.sh": "", "x.py": "" });
      return run(["lua", line], env);
    };

    test("runs by its interpreter", async () => {
      const folder = shown("plugins/lua");
      const { stdout } = await lua(`"${folder}\\x.sh" a "b c"`, { ...tools(), LUFF_TEST_STATUS: "3" });
      const [popen = "", execute = ""] = stdout.replaceAll("\r", "").split("nil\texit\t3\n");
      for (const text of [popen, execute]) {
        const { file, args, variables } = readRecord(text);
        expect(file).toBe(shown("Git x/bin/sh.exe"));
        expect(args).toEqual([slashed("plugins/lua/x.sh"), "a", "b c"]);
        expect(variables["HELM_PLUGIN_DIR"]).toBe(slashed("plugins/lua"));
      }
      const python = ["-3", `${folder}\\x.py`];
      expect(readRecord((await lua(`%HELM_PLUGIN_DIR%\\x.py`)).stdout).args).toEqual([...python, ...python]);
      expect(readRecord((await lua("sh -c x")).stdout).args.slice(0, 2)).toEqual(["-c", "x"]);
    });

    test.each<[string, string, readonly string[], Readonly<Record<string, string>>]>([
      ["call", 'call "DIR\\x.sh" a "b c"', ["DIR/x.sh", "a", "b c"], {}],
      ["if", 'if exist "DIR\\x.sh" "DIR\\x.sh" a', ["DIR/x.sh", "a"], {}],
      ["env", "env FOO=1 sh -e x", ["-e", "x"], { FOO: "1" }],
      ["env -S", "env -S FOO=1 sh x", ["x"], { FOO: "1" }],
    ])("runs by its interpreter behind %s", async (_title, line, args, variables) => {
      const folder = shown("plugins/lua");
      const { stdout, stderr } = await lua(line.replaceAll("DIR\\", `${folder}\\`));
      expect(stderr).toBe("");
      const texts = stdout.replaceAll("\r", "").split("true\texit\t0\n").slice(0, 2);
      expect(texts).toHaveLength(2);
      for (const text of texts) {
        const recorded = readRecord(text);
        expect(recorded.file).toBe(shown("Git x/bin/sh.exe"));
        expect(recorded.args).toEqual(args.map((each) => each.replace("DIR", folder.replaceAll("\\", "/"))));
        expect(recorded.variables).toMatchObject(variables);
      }
    });

    test("in a line that is too long for cmd is an error that says so", async () => {
      const source = 'function main() print(os.execute("echo " .. ("x"):rep(8187))) end';
      sandbox.addPlugin("longline", "name: longline\nversion: 1.0.0\nusage: u\n", { "main.lua": source });
      const { exitCode, stdout, stderr } = await run(["longline"]);
      expect({ exitCode, stdout: stdout.replaceAll("\r", "") }).toEqual({ exitCode: 0, stdout: "nil\texit\t1\n" });
      expect(stderr.replaceAll("\r", "")).toBe(
        'Error: plugin "longline": cannot start a command: its line has 8192 characters, and cmd takes at most 8191 [start-failed]\n' +
          "Hint: Pass long values in a file or a variable, or through the input of io.popen.\n",
      );
    });

    test("has each variable once, whatever its case outside, as the Lua script has", async () => {
      const source = `function main(line) print(os.getenv("HELM_PLUGIN_DIR")); os.execute(line) end`;
      sandbox.addPlugin("luacase", "name: luacase\nversion: 1.0.0\nusage: u\n", { "main.lua": source });
      const env = { ...tools(), helm_plugin_dir: "old" };
      const { stdout } = await run(["luacase", `"${shown("tools/php.exe")}"`], env);
      const [own = "", ...record] = stdout.replaceAll("\r", "").split("\n");
      expect(own).toBe(shown("plugins/luacase"));
      const { variables } = readRecord(record.join("\n"));
      const named = Object.entries(variables).filter(([name]) => name.toUpperCase() === "HELM_PLUGIN_DIR");
      expect(named).toEqual([["HELM_PLUGIN_DIR", shown("plugins/luacase")]]);
    });

    test("stays an argument in parentheses", async () => {
      const { stdout } = await lua("echo (sh -c x)");
      expect(stdout.replaceAll("\r", "")).toBe("(sh -c x)\ntrue\texit\t0\n(sh -c x)\ntrue\texit\t0\n");
    });

    test("ends with 127 and a message if nothing runs it", async () => {
      const { exitCode, stdout, stderr } = await lua("sh -c x", { PATH: SYSTEM });
      expect({ exitCode, stdout: stdout.replaceAll("\r", "") }).toEqual({
        exitCode: 0,
        stdout: "nil\texit\t127\nnil\texit\t127\n",
      });
      expect(stderr).toContain(
        'plugin "lua": cannot start "sh": no sh was found [interpreter-not-found]\nHint: Install Git for Windows',
      );
    });
  });
});

/** Runs in Git's own shell on Windows, and in a replacement for it under Wine. */
const SHELL = realShell();
describe.skipIf(!testsWindows() || SHELL === null)(`in a real shell, a script${withoutTool(SHELL, "Git")}`, () => {
  let sandbox: Sandbox;
  beforeAll(() => (sandbox = createSandbox()));
  afterAll(() => sandbox.remove());

  const run = async (command: string, script: string, args: readonly string[], stdin = ""): Promise<RunResult> => {
    sandbox.addPlugin("real", manifestOf("real", command), { run: script, "data file": "content\n" });
    const shell = SHELL ?? "";
    const result = await sandbox.run(["real", ...args], {
      stdin,
      ...(shell === "" ? {} : { env: { LUFF_SHELL: shell } }),
    });
    return { ...result, stdout: result.stdout.replaceAll("\r\n", "\n") };
  };

  const LINES = [
    "set -eu",
    'show() { for each in "$@"; do echo "[$each]"; done; }',
    'show "$@"',
    'test -f "$HELM_PLUGIN_DIR/data file" && echo there',
    'cd "$HELM_PLUGIN_DIR"',
    "test -f run && echo here",
    'read -r line && echo "read $line"',
    'case "$HELM_PLUGIN_DIR" in *\\\\*) echo backslash;; *) echo slashes;; esac',
    "exit 5",
    "",
  ];
  const ARGS = [
    "a b",
    "",
    "*",
    "it's",
    'q"q',
    "C:\\x\\",
    "\\\\srv\\x y",
    "\\bword\\b",
    "ü\u{1F600}",
    "{a,b}",
    "~",
    "@x",
    "$HOME",
  ];

  test.each([
    ["with sh", "#!/bin/sh\n", "\n"],
    ["with bash and options by env", "#!/usr/bin/env -S bash -eu\n", "\n"],
    ["with lines that end in CR LF", "#!/usr/bin/env bash\r\n", "\r\n"],
  ])("gets its arguments, its folder and its input: %s", async (_title, first, end) => {
    const { exitCode, stdout, stderr } = await run(SCRIPT, first + LINES.join(end), ARGS, "input\n");
    expect({ exitCode, stderr }).toEqual({ exitCode: 5, stderr: "" });
    const shown = ARGS.map((each) => `[${each}]\n`).join("");
    expect(stdout).toBe(`${shown}there\nhere\nread input\nslashes\n`);
  });

  test("is found by its path through sh -c", async () => {
    const { exitCode, stdout, stderr } = await run("sh $HELM_PLUGIN_DIR/run x", "echo $0 $1 $2\nexit 3\n", ["y"]);
    const script = `${sandbox.shown("plugins", "real").replaceAll("\\", "/")}/run`;
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 3, stdout: `${script} x y\n`, stderr: "" });
  });

  test("runs as an install hook, which has no input", async () => {
    const hook = 'cd "$HELM_PLUGIN_DIR" && . ./install.sh';
    const script =
      'set -eu\nread -r line || echo "no input"\necho made >made\ntest -f "$HELM_PLUGIN_DIR/made" && echo "made it"\n';
    const manifest = `${manifestOf("hooked", "cmd")}hooks:\n  install: ${JSON.stringify(hook)}\n`;
    sandbox.write("work/hooked/plugin.yaml", manifest);
    sandbox.write("work/hooked/install.sh", script);
    const shell = SHELL ?? "";
    const options = shell === "" ? {} : { env: { LUFF_SHELL: shell } };
    const { exitCode, stdout } = await sandbox.run(["plugin", "install", "hooked"], options);
    expect(exitCode).toBe(0);
    expect(stdout.replaceAll("\r", "")).toStartWith("no input\nmade it\n");
  });

  test("completes words as a plugin.complete", async () => {
    const script = `#!/bin/sh\nfor word in "$@"; do echo "<$word>"; done\necho ":4"\n`;
    sandbox.addPlugin("completes", manifestOf("completes", "x"), { "plugin.complete": script });
    const shell = SHELL ?? "";
    const options = shell === "" ? {} : { env: { LUFF_SHELL: shell } };
    const { stdout } = await sandbox.run(["__complete", "completes", "a b", "--namespace", "n", ""], options);
    expect(stdout).toBe("<a b>\n<>\n:4\n");
  });

  test("runs from a Lua script, with pipes of its own", async () => {
    const source = `function main()
      local d = os.getenv("HELM_PLUGIN_DIR")
      print(io.popen('"' .. d .. '\\\\run" a "b c"'):read("a"))
      local f = io.popen('"' .. d .. '\\\\run" x', "w"); f:write("fed\\n"); print(f:close())
      print(os.execute('sh -c "exit 6"'))
    end`;
    const script = '#!/bin/sh\necho "$1 $2 $HELM_PLUGIN_NAME"\nread -r line || exit 4\necho "read $line"\nexit 2\n';
    sandbox.addPlugin("lua", "name: lua\nversion: 1.0.0\nusage: u\n", { "main.lua": source, run: script });
    const shell = SHELL ?? "";
    const result = await sandbox.run(["lua"], shell === "" ? {} : { env: { LUFF_SHELL: shell } });
    const lines = result.stdout.replaceAll("\r", "").split("\n");
    expect(result.stderr).toBe("");
    expect(lines).toEqual(["a b c lua", "", "x  lua", "read fed", "nil\texit\t2", "nil\texit\t6", ""]);
  });
});
