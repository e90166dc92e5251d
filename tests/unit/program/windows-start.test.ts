import { describe, expect, test } from "bun:test";
import { AppError } from "../../../src/errors/app-error.ts";
import { HostError } from "../../../src/host/host-error.ts";
import type { ProgramStart } from "../../../src/host/processes.ts";
import { chooseInterpreter, interpreterOfCommand } from "../../../src/program/choose-interpreter.ts";
import { inspectFile } from "../../../src/program/inspect-file.ts";
import { baseName } from "../../../src/program/interpreters.ts";
import { quoteForMsys } from "../../../src/program/shell-start.ts";
import type { ProgramCall } from "../../../src/program/program-call.ts";
import { startProgram } from "../../../src/program/start-program.ts";
import type { MemoryEntry } from "../../helpers/memory-files.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

const SH = "D:\\Git\\bin\\sh.exe";
const BASH = "D:\\Git\\bin\\bash.exe";
const TOOLS = [SH, BASH, "D:\\t\\py.exe", "D:\\t\\node.cmd", "D:\\t\\pwsh.exe", "D:\\t\\perl.exe", "D:\\t\\php.exe"];
const SYSTEM = ["C:\\Windows\\System32\\cmd.exe", "C:\\luff\\luff.exe"];
const ENV = { Path: "D:\\Git\\bin;D:\\t", SystemRoot: "C:\\Windows" };
const FOLDER = "C:\\my plugins\\p";
/** The value of the variable in a manifest. */
const DIR = "{HELM_PLUGIN_DIR}";

interface Options {
  readonly args?: readonly string[];
  readonly tools?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly runProgram?: () => number;
  /** The line that the caller makes for cmd. */
  readonly cmdLine?: string;
}

interface Outcome {
  readonly started?: ProgramStart;
  readonly error?: AppError;
  /** The scripts that ran in luff itself. */
  readonly lua?: readonly string[];
  readonly notes: readonly string[];
}

/** Starts a word with arguments on a Windows that has the plugin's files. */
async function start(
  word: string,
  files: Readonly<Record<string, MemoryEntry>>,
  options: Options = {},
): Promise<Outcome> {
  const { args = [], tools = TOOLS, env = ENV, runProgram = () => 0 } = options;
  const entries = { ...Object.fromEntries([...SYSTEM, ...tools].map((tool) => [tool, "MZ"])), ...files };
  const host = createMemoryHost({ os: "windows", files: entries, env, runProgram });
  const notes: string[] = [];
  const lua: string[] = [];
  const expand = (folder: string): string[] => args.map((argument) => argument.replace(DIR, folder));
  const variables = { HELM_PLUGIN_DIR: FOLDER, HELM_BIN: "C:\\helm\\helm.exe", HELM_KUBETOKEN: "a\\b" };
  const call: ProgramCall = {
    asker: 'plugin "p"',
    word,
    args: expand(FOLDER),
    variables,
    windows: {
      cmdArguments: async () =>
        options.cmdLine === undefined ? undefined : { args: [options.cmdLine], variables: {} },
      pathVariables: ["HELM_PLUGIN_DIR", "HELM_BIN"],
      argumentsWith: (others) => expand(others["HELM_PLUGIN_DIR"] ?? ""),
      runLuaScript: async (...all) => {
        lua.push(...all.flat());
        return 0;
      },
      note: (text) => notes.push(text),
    },
  };
  try {
    await startProgram(host, call);
  } catch (error) {
    if (error instanceof AppError) return { error, notes };
    throw error;
  }
  return lua.length > 0 ? { lua, notes } : { started: host.started[0] as ProgramStart, notes };
}

const run = (content: string, options?: Options): Promise<Outcome> =>
  start(`${FOLDER}\\run`, { [`${FOLDER}\\run`]: content }, options);
const RUN = `${FOLDER}\\run`;
const SCRIPT = "C:/my plugins/p/run";

const BYPASS = ["-NoProfile", "-ExecutionPolicy", "Bypass"];

const none = (): undefined => undefined;

describe("a script of Windows", () => {
  test.each<[string, string, readonly string[]]>([
    ["#!/bin/sh\n", SH, [SCRIPT, "a b", ""]],
    ["#!/bin/dash\r\n", SH, [SCRIPT, "a b", ""]],
    ["#!/bin/bash -eu\n", BASH, ["-eu", SCRIPT, "a b", ""]],
    ["#!/usr/bin/env bash\n", BASH, [SCRIPT, "a b", ""]],
    ["#!/usr/bin/env -S bash -eu\n", BASH, ["-eu", SCRIPT, "a b", ""]],
    ["#!/bin/sh -e -u\n", SH, ["-e", "-u", SCRIPT, "a b", ""]],
    ["#! sh\r\n", SH, [SCRIPT, "a b", ""]],
    ["#!\\bin\\sh -e\r\n", SH, ["-e", SCRIPT, "a b", ""]],
    ["#!/bin/sh\0 -e\n", SH, [SCRIPT, "a b", ""]],
    ["\u{feff}#!/bin/sh\n", SH, [SCRIPT, "a b", ""]],
    ["#!/usr/local/bin/bash\n", BASH, [SCRIPT, "a b", ""]],
    ["#!/opt/homebrew/bin/bash -e\n", BASH, ["-e", SCRIPT, "a b", ""]],
    ["#!/nix/store/a1-bash-5.2/bin/bash\n", BASH, [SCRIPT, "a b", ""]],
    ["#!/nix/store/a1-coreutils-9/bin/env bash\n", BASH, [SCRIPT, "a b", ""]],
    ["#!/usr/bin/env -S sh ${HELM_PLUGIN_DIR}/x '${A}'\n", SH, ["C:/my plugins/p/x", "${A}", SCRIPT, "a b", ""]],
    ["#!/usr/bin/env -S perl ${helm_plugin_dir}\\\\x\n", "D:\\t\\perl.exe", [`${FOLDER}\\x`, RUN, "a b", ""]],
    ["#!/bin/zsh -f\n", "D:\\t\\zsh.exe", ["-f", SCRIPT, "a b", ""]],
    ["#!/usr/bin/env fish\n", "D:\\t\\fish.exe", [SCRIPT, "a b", ""]],
    ["#!/bin/mksh\n", "D:\\t\\ksh.exe", [SCRIPT, "a b", ""]],
    ["#!D:\\u\\bash.exe -e\n", "D:\\u\\bash.exe", ["-e", SCRIPT, "a b", ""]],
    ["#!/usr/bin/env python3\n", "D:\\t\\py.exe", ["-3", `${FOLDER}\\run`, "a b", ""]],
    ["#!/usr/bin/python2\n", "D:\\t\\py.exe", ["-2", `${FOLDER}\\run`, "a b", ""]],
    ["#!/usr/bin/perl -w\n", "D:\\t\\perl.exe", ["-w", `${FOLDER}\\run`, "a b", ""]],
    ["#!/usr/bin/php\n", "D:\\t\\php.exe", [`${FOLDER}\\run`, "a b", ""]],
    ["#!D:\\t\\php.exe -x\n", "D:\\t\\php.exe", ["-x", `${FOLDER}\\run`, "a b", ""]],
  ])("with the first line %j is run by %s", async (content, file, args) => {
    const tools = [...TOOLS, ...["t\\zsh", "t\\ksh", "t\\fish", "u\\bash"].map((name) => `D:\\${name}.exe`)];
    const { started } = await run(content, { args: ["a b", ""], tools });
    expect(started).toMatchObject({ file, args });
    expect(started?.name).toBeOneOf([file, baseName(file)]);
    expect(started?.verbatim).toBeUndefined();
  });

  test.each([
    ["x.sh", SH, ["C:/my plugins/p/x.sh", "a"]],
    ["x.BASH", BASH, ["C:/my plugins/p/x.BASH", "a"]],
    ["x.py", "D:\\t\\py.exe", ["-3", `${FOLDER}\\x.py`, "a"]],
    ["x.pl", "D:\\t\\perl.exe", [`${FOLDER}\\x.pl`, "a"]],
    ["x.rb", "D:\\t\\ruby.exe", [`${FOLDER}\\x.rb`, "a"]],
    ["x.ps1", "D:\\t\\pwsh.exe", ["-NoProfile", "-ExecutionPolicy", "Bypass", "-File", `${FOLDER}\\x.ps1`, "a"]],
  ])("is run by its extension if it has no first line: %s", async (name, file, args) => {
    const word = `${FOLDER}\\${name}`;
    const tools = [...TOOLS, "D:\\t\\ruby.exe"];
    expect((await start(word, { [word]: "echo\n" }, { args: ["a"], tools })).started).toMatchObject({ file, args });
  });

  test("is run by its first line before its extension", async () => {
    const word = `${FOLDER}\\x.py`;
    expect((await start(word, { [word]: "#!/bin/sh\n" })).started).toMatchObject({ file: SH });
  });

  test("gives a shell every path with slashes, and does not change the user's arguments and other variables", async () => {
    const { started } = await run("#!/bin/sh\n", { args: [`${DIR}\\x`, "C:\\user"] });
    expect(started?.args).toEqual([SCRIPT, "C:/my plugins/p\\x", "C:\\user"]);
    expect(started?.variables).toEqual({
      HELM_PLUGIN_DIR: "C:/my plugins/p",
      HELM_BIN: "C:/helm/helm.exe",
      HELM_KUBETOKEN: "a\\b",
    });
  });

  test("gives any other interpreter Windows paths", async () => {
    const { started } = await run("#!/usr/bin/env python3\n", { args: [`${DIR}\\x`] });
    expect(started?.args.at(-1)).toBe(`${FOLDER}\\x`);
    expect(started?.variables).toMatchObject({ HELM_PLUGIN_DIR: FOLDER });
  });

  test("has the variables that env sets in its first line, in place of luff's own", async () => {
    const shell = await run("#!/usr/bin/env -S A=${HELM_PLUGIN_DIR}/x HELM_BIN=y sh\n");
    expect(shell.started?.variables).toMatchObject({ A: "C:/my plugins/p/x", HELM_BIN: "y" });
    const own = await run("#!/usr/bin/env -S HELM_BIN=x perl\n");
    expect(own.started?.variables).toMatchObject({ HELM_BIN: "x", HELM_PLUGIN_DIR: FOLDER });
    const { started } = await run("#!/usr/bin/env -S A=1 perl\n");
    expect(started).toMatchObject({ file: "D:\\t\\perl.exe", variables: { A: "1", HELM_PLUGIN_DIR: FOLDER } });
  });

  test("is run through cmd if its interpreter is a batch file", async () => {
    const { started } = await run("#!/usr/bin/env node\n", { args: ["a&b"] });
    expect(started).toMatchObject({ file: "C:\\Windows\\System32\\cmd.exe", verbatim: true });
    expect(started?.args.at(-1)).toBe(`""D:\\t\\node.cmd" "${FOLDER}\\run" "a&b""`);
  });

  test("in Lua runs in luff itself, and in another luff if its first line has flags", async () => {
    expect(await run("#!/usr/bin/env luff\n", { args: ["a"] })).toMatchObject({ lua: [`${FOLDER}\\run`, "a"] });
    const named = await run("#!/usr/bin/env -S A=1 luff\n", { args: ["a"] });
    expect(named.started).toMatchObject({
      file: "C:\\luff\\luff.exe",
      args: [`${FOLDER}\\run`, "a"],
      variables: { A: "1" },
    });
    const limited = await run("#!/usr/bin/env -S luff --time-limit 5s\n", { args: ["a"] });
    expect(limited.started).toMatchObject({
      file: "C:\\luff\\luff.exe",
      args: ["--time-limit", "5s", `${FOLDER}\\run`, "a"],
    });
  });

  test("finds python3 and python without the launcher, and never the Store's placeholder", async () => {
    const store = "C:\\Users\\u\\AppData\\Local\\Microsoft\\WindowsApps";
    const env = { Path: `${store};D:\\t;D:\\u` };
    const stubs = [`${store}\\python.exe`, `${store}\\python3.exe`];
    const content = "#!/usr/bin/env python\n";
    const found = async (...tools: string[]): Promise<string | undefined> =>
      (await run(content, { env, tools: [...stubs, ...tools] })).started?.file;
    expect(await found("D:\\t\\python.exe", "D:\\u\\python3.exe")).toBe("D:\\u\\python3.exe");
    expect(await found("D:\\u\\python.exe")).toBe("D:\\u\\python.exe");
    expect(await found(`${store}\\py.exe`)).toBe(`${store}\\py.exe`);
    const { error } = await run(content, { env, tools: stubs });
    expect(error).toMatchObject({ code: "interpreter-not-found" });
    expect(error?.message).toEndWith(
      `no Python was found (${stubs[1]} only opens the Microsoft Store; ${stubs[0]} only opens the Microsoft Store)`,
    );
  });

  test("uses a real Python of the Store, which has one with its version next to it", async () => {
    const store = "C:\\Users\\u\\AppData\\Local\\Microsoft\\WindowsApps";
    const python = `${store}\\python3.exe`;
    const options = { env: { Path: store }, tools: [python, `${store}\\python3.12.exe`] };
    expect((await run("#!/usr/bin/env python\n", options)).started).toMatchObject({ file: python });
    expect((await start("python3", {}, { ...options, args: ["x"] })).started).toMatchObject({
      file: python,
      name: "python3",
      args: ["x"],
    });
  });

  test("uses the Store's pwsh and py, whose files cannot be read", async () => {
    const store = "C:\\Users\\u\\AppData\\Local\\Microsoft\\WindowsApps";
    const env = { Path: store };
    const startable = (name: string): string => `${store}\\${name}.exe`;
    const word = `${FOLDER}\\x.ps1`;
    const host = createMemoryHost({ os: "windows", files: { [store]: { kind: "denied" }, [word]: "" }, env });
    const asked = inspectFile(host, word);
    expect(asked.kind === "script" && chooseInterpreter(host, asked.ask(none))).toMatchObject({
      file: startable("pwsh"),
    });
    const python = interpreterOfCommand(host, { word: "python", args: [], found: startable("python"), lookup: none });
    expect(python && chooseInterpreter(host, python)).toMatchObject({ file: startable("py") });
  });

  test.each([".exe", ".com", ".cmd", ".bat"])("finds an interpreter whose name ends in %s", (ending) => {
    const [file, word] = [`C:\\i\\perl${ending}`, `${FOLDER}\\run`];
    const files = { [file]: "MZ", [word]: "#!/usr/bin/env perl\n" };
    const host = createMemoryHost({ os: "windows", files, env: { Path: "C:\\i" } });
    const asked = inspectFile(host, word);
    expect(asked.kind === "script" && chooseInterpreter(host, asked.ask(none))).toMatchObject({
      file,
      origin: "on PATH",
    });
  });

  test("uses powershell if there is no pwsh", async () => {
    const word = `${FOLDER}\\x.ps1`;
    const powershell = "C:\\ps\\powershell.exe";
    const { started } = await start(word, { [word]: "" }, { tools: [powershell], env: { Path: "C:\\ps" } });
    expect(started).toMatchObject({
      file: powershell,
      args: ["-NoProfile", "-ExecutionPolicy", "Bypass", "-File", word],
    });
  });

  test.each([
    ["#!/usr/bin/env -S pwsh -NoProfile\n", ["-NoProfile", "-File"]],
    ["#!/usr/bin/env -S pwsh -noprofile -file\n", ["-noprofile", "-file"]],
    ["#!/usr/bin/env -S pwsh -f\n", ["-f"]],
    ["#!C:\\gone\\pwsh.exe -NoLogo\n", ["-NoLogo", "-File"]],
  ])("for PowerShell gets -File once, directly before its path: %j", async (content, before) => {
    const word = `${FOLDER}\\x.ps1`;
    const { started } = await start(word, { [word]: content }, { args: ["a"] });
    expect(started).toMatchObject({
      file: "D:\\t\\pwsh.exe",
      args: ["-NoProfile", "-ExecutionPolicy", "Bypass", ...before, word, "a"],
    });
  });

  test.each(["D:\\t\\pwsh.exe", "D:\\t\\PWSH.EXE"])(
    "for a PowerShell that is named by its path gets -File too: %s",
    async (file) => {
      const word = `${FOLDER}\\x.ps1`;
      const { started } = await start(word, { [word]: `#!${file} -NoLogo\n` });
      expect(started).toMatchObject({ file, args: ["-NoLogo", "-File", word] });
    },
  );

  test("is run by the program on PATH if the path in its first line does not exist", async () => {
    const { started } = await run("#!D:\\gone\\perl.exe -w\n");
    expect(started).toMatchObject({ file: "D:\\t\\perl.exe", args: ["-w", `${FOLDER}\\run`] });
  });

  describe("for a program that Git for Windows has, but not on PATH,", () => {
    const usr = "D:\\Git\\usr\\bin";
    const tools = [SH, BASH, ...["msys-2.0.dll", "perl.exe", "awk.exe", "sed.exe"].map((name) => `${usr}\\${name}`)];

    test.each<[string, string, readonly string[]]>([
      ["#!/usr/bin/perl -w\n", "perl", ["-w"]],
      ["#!/usr/bin/awk -f\n", "awk", ["-f"]],
      ["#!/bin/sed -f\n", "sed", ["-f"]],
    ])("is started so that it gets its arguments and its tools: %j", async (content, name, before) => {
      const { started, notes } = await run(content, { tools, args: ["a b", "*"] });
      const words = [...before, "C:/my plugins/p/run", "a b", "*"];
      expect(started).toMatchObject({
        file: `${usr}\\${name}.exe`,
        name,
        args: words.map(quoteForMsys),
        verbatim: true,
      });
      expect(started?.variables).toMatchObject({ HELM_PLUGIN_DIR: FOLDER, PATH: `${usr};${ENV.Path}` });
      expect(notes).toEqual([`plugin "p": ${usr}\\${name}.exe (in Git's usr\\bin) runs ${RUN}`]);
    });

    test("takes the one on PATH first", async () => {
      const { started } = await run("#!/usr/bin/perl\n", { tools: [...tools, "D:\\t\\perl.exe"] });
      expect(started).toMatchObject({ file: "D:\\t\\perl.exe", args: [RUN] });
    });

    test("takes it for a command that calls it", async () => {
      const { started } = await start("perl", {}, { tools, args: ["-v"] });
      expect(started).toMatchObject({ file: `${usr}\\perl.exe`, args: ['"-v"'] });
    });

    test("takes none that is not Git's own, and none in the root of a drive", async () => {
      expect((await run("#!/usr/bin/perl\n", { tools: [SH, `${usr}\\perl.exe`] })).error).toMatchObject({
        code: "interpreter-not-found",
        hint: "Install Git for Windows, which has a Perl, or another Perl, and add its folder to PATH.",
      });
      const root = ["D:\\bin\\sh.exe", "D:\\usr\\bin\\msys-2.0.dll", "D:\\usr\\bin\\perl.exe"];
      const { error } = await run("#!/usr/bin/perl\n", { tools: root, env: { Path: "D:\\bin" } });
      expect(error).toMatchObject({ code: "interpreter-not-found" });
    });

    test("gets its arguments unchanged also from Git's folder on PATH", async () => {
      const options = { tools, env: { Path: usr }, args: ["*"] };
      expect((await start("perl", {}, options)).started).toMatchObject({ name: "perl", args: ['"*"'], verbatim: true });
    });
  });

  test("prefers an interpreter's program to a batch file next to it", async () => {
    const tools = ["D:\\t\\node.cmd", "D:\\t\\node.exe"];
    expect((await run("#!/usr/bin/env node\n", { tools })).started).toMatchObject({ file: "D:\\t\\node.exe" });
  });

  test.each(["ksh", "zsh", "fish"])("for %s is not run by another shell", async (shell) => {
    const { error } = await run(`#!/bin/${shell}\n`, { env: { ...ENV, LUFF_SHELL: SH } });
    const hint = `Install ${shell}, which MSYS2 and Cygwin have, and add its folder to PATH.`;
    expect(error).toMatchObject({ code: "interpreter-not-found", hint });
    expect(error?.message).toEndWith(`no ${shell} was found`);
  });

  test.each([
    ["#!/bin/sh\n", `${SH} (on PATH) runs ${RUN}`],
    ["#!/bin/bash\n", `${BASH} (on PATH) runs ${RUN}`],
    ["#!/bin/zsh\n", `D:\\t\\zsh.exe (on PATH) runs ${RUN}`],
    ["#!/bin/ksh\n", `D:\\t\\ksh.exe (on PATH) runs ${RUN}`],
    ["#!/usr/bin/fish\n", `D:\\t\\fish.exe (on PATH) runs ${RUN}`],
    ["#!/usr/bin/python3\n", `D:\\t\\py.exe -3 (on PATH) runs ${RUN}`],
    ["#!/usr/bin/python2\n", `D:\\t\\py.exe -2 (on PATH) runs ${RUN}`],
    ["#!/usr/bin/env node\n", `D:\\t\\node.cmd (on PATH, through C:\\Windows\\System32\\cmd.exe) runs ${RUN}`],
    ["#!/usr/bin/perl\n", `D:\\t\\perl.exe (on PATH) runs ${RUN}`],
    ["#!/usr/bin/ruby\n", `D:\\t\\ruby.exe (on PATH) runs ${RUN}`],
    ["#!/usr/bin/php\n", `D:\\t\\php.exe (on PATH) runs ${RUN}`],
    ["#!D:\\t\\php.exe\n", `D:\\t\\php.exe (by its path) runs ${RUN}`],
    ["#!/usr/bin/lua\n", `luff itself runs ${RUN}`],
    ["#!/usr/bin/env -S luff --time-limit 5s\n", `luff itself runs ${RUN}`],
    ["MZ", `${RUN} (a program by its content) is started`],
  ])("with the first line %j is explained", async (content, note) => {
    const tools = [...TOOLS, ...["zsh", "ksh", "fish", "ruby"].map((name) => `D:\\t\\${name}.exe`)];
    expect((await run(content, { tools })).notes).toEqual([`plugin "p": ${note}`]);
  });

  test.each<[string, readonly string[], string]>([
    ["x.sh", [], `${SH} (on PATH) runs ${FOLDER}\\x.sh`],
    ["x.ps1", [], `D:\\t\\pwsh.exe ${BYPASS.join(" ")} -File (on PATH) runs ${FOLDER}\\x.ps1`],
    ["x.lua", [], `luff itself runs ${FOLDER}\\x.lua`],
    ["x.cmd", ["a"], `C:\\Windows\\System32\\cmd.exe runs ${FOLDER}\\x.cmd`],
    ["x.BAT", ["a"], `C:\\Windows\\System32\\cmd.exe runs ${FOLDER}\\x.BAT`],
    ["x.exe", ["x.sh"], `${FOLDER}\\x.exe (by its path) is started`],
  ])("is explained if it ends as %s", async (name, args, note) => {
    const word = `${FOLDER}/${name}`;
    expect((await start(word, { [word]: "" }, { args })).notes).toEqual([`plugin "p": ${note}`]);
  });

  test.each<[string, readonly string[], string]>([
    ["sh", [`${DIR}/x`], `${SH} (on PATH) runs ${FOLDER}\\x`],
    ["sh", ["-eu", `${DIR}/x`], `${SH} (on PATH) runs ${FOLDER}\\x`],
    ["sh", ["-c", `${DIR}/x`], `${SH} (on PATH) is started`],
    ["/bin/bash", [`${DIR}/x`], `${BASH} (on PATH) runs ${FOLDER}\\x`],
    ["env", ["bash", `${DIR}/x`], `${BASH} (on PATH) runs ${FOLDER}\\x`],
    [BASH, [`${DIR}/x`], `${BASH} (by its path) runs ${FOLDER}\\x`],
    ["pwsh", ["-File", `${DIR}/x`], `D:\\t\\pwsh.exe (on PATH) runs ${FOLDER}\\x`],
    ["pwsh", [`${DIR}/x.ps1`], `D:\\t\\pwsh.exe ${BYPASS.join(" ")} -File (on PATH) runs ${FOLDER}\\x.ps1`],
    ["pwsh", ["-Command", `${DIR}/x`], "D:\\t\\pwsh.exe (on PATH) is started"],
    ["powershell", [`${DIR}/x`], `D:\\t\\powershell.exe (on PATH) runs ${FOLDER}\\x`],
    ["python3", [`${DIR}/x`], `D:\\t\\py.exe -3 (on PATH) runs ${FOLDER}\\x`],
    ["perl", [`${DIR}/x`], `D:\\t\\perl.exe (on PATH) runs ${FOLDER}\\x`],
    ["cmd", ["/c", `${DIR}/x`], `C:\\Windows\\System32\\cmd.exe (on PATH) runs ${FOLDER}\\x`],
    ["C:\\luff\\luff.exe", [`${DIR}/x`], `luff itself runs ${FOLDER}\\x`],
    ["tool", [`${DIR}/x`], "D:\\t\\tool.exe (on PATH) is started"],
  ])("is explained if the command is %s with %j", async (word, args, note) => {
    const tools = [...TOOLS, "D:\\t\\powershell.exe", "D:\\t\\tool.exe"];
    const env = { ...ENV, Path: `${ENV.Path};C:\\Windows\\System32` };
    const { notes } = await start(word, { [`${FOLDER}\\x`]: "" }, { args, tools, env });
    expect(notes).toEqual([`plugin "p": ${note}`]);
  });
});

describe("a command of Windows that calls an interpreter", () => {
  test.each<[string, readonly string[], string, readonly string[]]>([
    ["sh", ["-c", "cd $X && ./x"], SH, ["-c", "cd $X && ./x"]],
    ["/bin/sh", ["-c", "x"], SH, ["-c", "x"]],
    ["bash", [`${DIR}/x.sh`, "a b"], BASH, ["C:/my plugins/p/x.sh", "a b"]],
    ["bash.exe", ["x"], BASH, ["x"]],
    ["/usr/bin/env", ["bash", "-e", `${DIR}/x.sh`], BASH, ["-e", "C:/my plugins/p/x.sh"]],
    ["env", ["-S", "sh -e", "x"], SH, ["-e", "x"]],
    [SH, [`${DIR}/x.sh`], SH, ["C:/my plugins/p/x.sh"]],
    ["python3", [`${DIR}\\x.py`], "D:\\t\\py.exe", ["-3", `${FOLDER}\\x.py`]],
    ["/usr/bin/perl", ["-v"], "D:\\t\\perl.exe", ["-v"]],
    ["/opt/homebrew/bin/bash", ["x"], BASH, ["x"]],
    ["/usr/local/bin/bash", ["x"], BASH, ["x"]],
    ["/nix/store/a1-bash-5.2/bin/bash", [`${DIR}/x`], BASH, ["C:/my plugins/p/x"]],
    ["/home/linuxbrew/.linuxbrew/bin/env", ["bash", `${DIR}/x`], BASH, ["C:/my plugins/p/x"]],
    ["/usr/bin/env", ["A=1", "bash", `${DIR}/x`], BASH, ["C:/my plugins/p/x"]],
    ["/usr/bin/pwsh", ["-Command", "x"], "D:\\t\\pwsh.exe", [...BYPASS, "-Command", "x"]],
    ["/usr/bin/pwsh", ["-File", "x.ps1"], "D:\\t\\pwsh.exe", [...BYPASS, "-File", "x.ps1"]],
    ["pwsh", [`${DIR}\\x.ps1`, "a"], "D:\\t\\pwsh.exe", [...BYPASS, "-File", `${FOLDER}\\x.ps1`, "a"]],
    ["PowerShell", ["x.PS1"], "D:\\t\\PowerShell.exe", [...BYPASS, "-File", "x.PS1"]],
    ["D:\\t\\pwsh.exe", ["x.ps1"], "D:\\t\\pwsh.exe", [...BYPASS, "-File", "x.ps1"]],
    ["/usr/bin/pwsh", ["x.ps1"], "D:\\t\\pwsh.exe", [...BYPASS, "-File", "x.ps1"]],
    ["/usr/bin/env", ["pwsh", "x.ps1"], "D:\\t\\pwsh.exe", [...BYPASS, "-File", "x.ps1"]],
    ["pwsh", ["-NoLogo", "x.ps1"], "D:\\t\\pwsh.exe", ["-NoLogo", "x.ps1"]],
    ["pwsh", ["x"], "D:\\t\\pwsh.exe", ["x"]],
    ["perl", ["x.pl"], "D:\\t\\perl.exe", ["x.pl"]],
    ["/usr/bin/env", ["luff", "x", "a"], "C:\\luff\\luff.exe", ["x", "a"]],
    ["perl", ["-v"], "D:\\t\\perl.exe", ["-v"]],
    ["/usr/bin/php", ["-v"], "D:\\t\\php.exe", ["-v"]],
  ])("%s with %j starts %s", async (word, args, file, given) => {
    const tools = [...TOOLS, "D:\\t\\PowerShell.exe"];
    expect((await start(word, {}, { args, tools })).started).toMatchObject({ file, args: given });
  });

  test("uses the python of PATH like Helm, and LUFF_SHELL before the shell of PATH", async () => {
    const tools = [...TOOLS, "D:\\t\\python.exe", "E:\\own\\sh.exe"];
    expect((await start("python", {}, { tools, args: ["x"] })).started).toMatchObject({
      file: "D:\\t\\python.exe",
      args: ["x"],
    });
    const env = { ...ENV, LUFF_SHELL: "E:\\own\\sh.exe" };
    expect((await start("sh", {}, { tools, env, args: ["x"] })).started).toMatchObject({ file: "E:\\own\\sh.exe" });
  });

  test("uses the shell that an env on PATH would not find, and leaves everything else to that env", async () => {
    const env = "D:\\t\\env.exe";
    const started = async (...args: readonly string[]): Promise<ProgramStart | undefined> =>
      (await start("env", {}, { tools: [...TOOLS, env], args })).started;
    expect(await started("bash", "-e", `${DIR}/x.sh`)).toMatchObject({
      file: BASH,
      args: ["-e", "C:/my plugins/p/x.sh"],
    });
    expect(await started("perl", "x")).toMatchObject({ file: env, args: ["perl", "x"] });
    expect(await started("-C", "x", "bash")).toMatchObject({ file: env, args: ["-C", "x", "bash"] });
  });

  test("leaves a luff on PATH to the system", async () => {
    const luff = "D:\\t\\luff.exe";
    expect((await start("luff", {}, { tools: [luff], args: ["x"] })).started).toMatchObject({
      file: luff,
      name: "luff",
    });
  });

  test("does not use WSL's bash, which is on every PATH", async () => {
    const tools = ["C:\\Windows\\System32\\bash.exe", "D:\\Git\\cmd\\git.exe", BASH];
    const env = { Path: "C:\\Windows\\System32;D:\\Git\\cmd" };
    expect((await start("bash", {}, { tools, env })).started).toMatchObject({ file: BASH });
    const wsl = tools.slice(0, 1);
    expect((await start("bash", {}, { tools: wsl, env })).error?.message).toBe(
      `plugin "p": cannot start "bash": no bash was found (${wsl[0]} is WSL's, which uses different paths)`,
    );
  });

  test.each([
    ["/bin/sh", SH],
    ["/usr/bin/sh", SH],
    ["/usr/local/bin/sh", SH],
    ["/opt/x/bin/sh", SH],
    ["/usr/local/bin/php", "D:\\t\\php.exe"],
  ])("treats the POSIX path %s as the interpreter's name, whatever exists there on this drive", async (word, file) => {
    const { started } = await start(word, { [word]: "\u007fELF" }, { args: ["x"] });
    expect(started).toMatchObject({ file, args: ["x"] });
  });

  test("gives a shell the variables that env sets, with slashes", async () => {
    const { started } = await start("/usr/bin/env", {}, { args: [`A=${DIR}\\x`, "bash", "-e"] });
    expect(started).toMatchObject({ file: BASH, args: ["-e"], variables: { A: "C:/my plugins/p\\x" } });
  });

  test("starts the file at a path such as /x/bin/bash if there is one, and does not search PATH for an unknown name", async () => {
    const word = "/x/bin/bash";
    expect((await start(word, { [word]: "MZ" })).started).toMatchObject({ file: word });
    expect((await start("/x/bin/php", {})).error).toMatchObject({ code: "start-failed" });
    expect((await start("/x/bash", {})).error).toMatchObject({ code: "start-failed" });
  });

  test("does not replace the plugin's own program with an interpreter's name", async () => {
    const word = `${FOLDER}\\node.exe`;
    expect((await start(word, { [word]: "MZ" }, { args: [DIR] })).started).toMatchObject({
      file: word,
      args: [FOLDER],
    });
  });
});

describe("a file on Windows", () => {
  test("is a script by its first line, even if it has the name of a shell", async () => {
    const word = `${FOLDER}\\bash`;
    const { started } = await start(word, { [word]: "#!/usr/bin/env python3\n" });
    expect(started).toMatchObject({ file: "D:\\t\\py.exe", name: "D:\\t\\py.exe", args: ["-3", word] });
  });

  test("is read as far as Linux reads a first line", async () => {
    const line = (length: number): string => `#!${" ".repeat(length - 9)}/bin/sh`;
    expect((await run(line(255))).started).toMatchObject({ file: SH });
    expect((await run(`${line(255)}\n`)).started).toMatchObject({ file: SH });
    for (const content of [line(256), `${line(256)}\n`, `#!/bin/sh ${"x".repeat(256)}\n`]) {
      const { error } = await run(content);
      expect(error).toMatchObject({ code: "interpreter-not-found", exitCode: 127 });
      expect(error?.message).toBe(
        `plugin "p": cannot start "${RUN}": its first line is longer than 255 bytes, and systems read no more of it`,
      );
      expect(error?.hint).toStartWith("Shorten it: ");
    }
  });

  test("is cmd with the line that its caller makes", async () => {
    const files = { "C:\\Windows\\System32\\cmd.exe": "MZ" };
    const host = createMemoryHost({ os: "windows", files, env: { Path: "C:\\Windows\\System32" } });
    const asked: string[] = [];
    await startProgram(host, {
      asker: "x",
      word: "cmd",
      args: ["a"],
      variables: { A: "1" },
      windows: {
        cmdArguments: async (failure) => {
          asked.push(failure);
          return { args: ["/c", "b"], variables: { B: "2" } };
        },
        pathVariables: [],
        argumentsWith: () => [],
        runLuaScript: async () => 0,
        note: () => {},
      },
    });
    const line = { name: "cmd.exe", args: ["/c", "b"], variables: { A: "1", B: "2" }, verbatim: true };
    expect(host.started).toMatchObject([line]);
    expect(asked).toEqual(['x: cannot start "cmd"']);
  });

  test("is cmd with its own arguments, quoted by the host, if its caller makes no line", async () => {
    const { started } = await start("cmd", {}, { args: ["a b"], env: { Path: "C:\\Windows\\System32" } });
    expect(started).toMatchObject({ file: "C:\\Windows\\System32\\cmd.exe", name: "cmd", args: ["a b"] });
    expect(started?.verbatim).toBeUndefined();
  });

  test.each([
    [8191, true],
    [8192, false],
  ])("is cmd with a line of %d characters: %p", async (length, isStarted) => {
    const options: Options = { env: { Path: "C:\\Windows\\System32" }, cmdLine: "x".repeat(length) };
    const { started, error } = await start("cmd", {}, options);
    expect(started !== undefined).toBe(isStarted);
    expect(error?.code).toBe(isStarted ? undefined : "start-failed");
  });

  test("whose interpreter is a batch file cannot receive a line break", async () => {
    const word = `${FOLDER}\\x.js`;
    const { error } = await start(word, { [word]: "" }, { args: ["a\nb"] });
    expect(error?.hint).toBe("Pass the text in a file, or use a program or a script in the place of the batch file.");
    const reason = "an argument contains a line break, which a batch file cannot receive";
    expect(error?.message).toBe(`plugin "p": cannot start "${word}": ${reason}`);
  });

  test("that is a batch file gets at most the arguments that fit into cmd's line", async () => {
    const word = `${FOLDER}\\x.bat`;
    const startWith = (length: number): Promise<Outcome> =>
      start(word, { [word]: "" }, { args: ["a".repeat(length - `""${word}" "`.length)] });
    expect((await startWith(8191)).started?.args.at(-1)).toHaveLength(8191);
    const { error } = await startWith(8192);
    expect(error).toMatchObject({
      code: "start-failed",
      hint: "Pass them in a file, or use a program in the place of the batch file.",
    });
    expect(error?.message).toBe(
      `plugin "p": cannot start "${word}": the arguments are longer than the 8191 characters that cmd takes`,
    );
  });

  test.each(["run", "run-1.2", "run.bin"])("is started directly if it is a program: %s", async (name) => {
    const word = `${FOLDER}\\${name}`;
    const { started, notes } = await start(word, { [word]: "MZ\u0090\u0000" }, { args: ["a b"] });
    expect(started).toMatchObject({ file: word, name: word, args: ["a b"] });
    expect(notes).toEqual([`plugin "p": ${word} (a program by its content) is started`]);
  });

  test.each([
    ["text without a first line", "echo hello\n"],
    ["text that begins with M", "Mx"],
    ["text whose second character is Z", "xZ"],
  ])("is refused if nothing starts it: %s", async (_title, content) => {
    const { error } = await run(content);
    expect(error).toMatchObject({ code: "start-failed", exitCode: 1 });
    expect(error?.message).toBe(`plugin "p": cannot start "${FOLDER}\\run": the system does not know its format`);
  });

  test.each<[string, Uint8Array]>([
    ["run", Buffer.from("\ufeff#!/bin/sh\n", "utf16le")],
    ["run", Buffer.from("#!/bin/sh\n", "utf16le")],
    ["run", Buffer.from("#!/bin/sh\n", "utf16le").swap16()],
    ["x.sh", Buffer.from("\ufeffecho\n", "utf16le")],
    ["x.py", Buffer.from("print()\n", "utf16le")],
  ])("is refused if it is in UTF-16, which its interpreter does not read: %s %p", async (name, content) => {
    const word = `${FOLDER}\\${name}`;
    expect((await start(word, { [word]: content })).error).toMatchObject({
      code: "start-failed",
      exitCode: 1,
      message: `plugin "p": cannot start "${word}": it is UTF-16 text; expected UTF-8`,
      hint: "Save it as UTF-8 without a byte order mark.",
    });
  });

  test("is refused in UTF-16 also behind its interpreter, but not for one that reads it", async () => {
    const script = `${FOLDER}\\x.sh`;
    const content = Buffer.from("\ufeffecho\n", "utf16le");
    const { error } = await start("sh", { [script]: content }, { args: ["-e", script] });
    expect(error).toMatchObject({ code: "start-failed", hint: "Save it as UTF-8 without a byte order mark." });
    expect(error?.message).toBe(`plugin "p": cannot start "sh": the script ${script} is UTF-16 text; expected UTF-8`);
    const shell = `${FOLDER}\\x.ps1`;
    expect((await start(shell, { [shell]: content })).started).toMatchObject({ file: "D:\\t\\pwsh.exe" });
  });

  test("is refused with the status 126 if it is empty", async () => {
    const { error } = await run("");
    expect(error).toMatchObject({ code: "start-failed", exitCode: 126 });
    expect(error?.message).toBe(`plugin "p": cannot start "${RUN}": it is empty`);
    expect(error?.hint).toEndWith("or a script whose first line or ending names its interpreter.");
  });

  test.each(["#!\n", "#! \r\n", "#!/usr/bin/env\n", "#!/usr/bin/env -i -S\n", "#!/usr/bin/env A=1\n"])(
    "whose first line names no interpreter is refused with the status 127: %j",
    async (content) => {
      const { error } = await run(content, { tools: [...TOOLS, "D:\\t\\env.exe"] });
      expect(error).toMatchObject({ code: "interpreter-not-found", exitCode: 127 });
      expect(error?.message).toBe(`plugin "p": cannot start "${RUN}": its first line names no interpreter`);
      expect(error?.hint).toBe("Write the interpreter behind it, such as #!/usr/bin/env bash");
    },
  );

  test("whose ending names the interpreter needs no name in its first line", async () => {
    const word = `${FOLDER}\\x.sh`;
    expect((await start(word, { [word]: "#!\n" })).started).toMatchObject({ file: SH });
  });

  test.each(["con", "NUL", "aux.sh", "com1.exe", "LPT9.cmd", "conin$"])(
    "is refused by the name of a device, without a look at it: %s",
    async (name) => {
      const word = `${FOLDER}/${name}`;
      const { error } = await start(word, { [`${FOLDER}\\${name}`]: "#!/bin/sh\n" });
      expect(error).toMatchObject({ code: "start-failed", exitCode: 1 });
      expect(error?.message).toBe(
        `plugin "p": cannot start "${FOLDER}\\${name}": no file can have this name: it is that of a device`,
      );
      expect(error?.hint).toStartWith("Rename it: ");
    },
  );

  test.each<[word: string, ...args: string[]]>([
    ["sh", `${FOLDER}/aux.sh`],
    ["/usr/bin/env", "sh", `${FOLDER}/con`],
    ["pwsh", `${FOLDER}/nul.ps1`],
    ["python", "-u", `${FOLDER}/com1.py`],
    [SH, "-e", `${FOLDER}/prn`],
  ])("behind an interpreter is refused by the name of a device: %s", async (word, ...args) => {
    const { error } = await start(word, {}, { args, tools: [...TOOLS, "D:\\t\\python.exe"] });
    expect(error).toMatchObject({ code: "start-failed", exitCode: 1 });
    const file = args.at(-1)?.replaceAll("/", "\\");
    expect(error?.message).toBe(
      `plugin "p": cannot start "${word}": no file can have the name ${file}: it is that of a device`,
    );
    expect(error?.hint).toStartWith("Rename it: ");
  });

  test.each([
    ["Linux", "run", [0x7f, 0x45, 0x4c, 0x46, 2]],
    ["Linux", "run.sh", [0x7f, 0x45, 0x4c, 0x46, 2]],
    ["macOS", "run", [0xcf, 0xfa, 0xed, 0xfe, 7]],
    ["macOS", "run", [0xca, 0xfe, 0xba, 0xbe, 0]],
  ])("is refused as a program for %s: %s", async (system, name, bytes) => {
    const word = `${FOLDER}\\${name}`;
    const { error } = await start(word, { [word]: new Uint8Array(bytes) });
    expect(error).toMatchObject({ code: "start-failed", exitCode: 1 });
    expect(error?.message).toBe(`plugin "p": cannot start "${word}": it is a program for ${system}`);
    expect(error?.hint).toStartWith("It must be a program for windows/amd64, a batch file, or a script");
  });

  test.each(["x.com", "x.EXE"])("is a program by its extension, whatever its first line: %s", async (name) => {
    const word = `${FOLDER}\\${name}`;
    expect((await start(word, { [word]: "#!/bin/sh\n" }, { args: ["a"] })).started).toMatchObject({
      file: word,
      args: ["a"],
    });
  });

  test("that is searched on PATH is searched once", async () => {
    const host = createMemoryHost({ os: "windows", files: { "D:\\t\\tool.exe": "MZ" }, env: ENV });
    const seen: string[] = [];
    const files = { ...host.files, stat: (path: string) => (seen.push(path), host.files.stat(path)) };
    await startProgram({ ...host, files }, { asker: "x", word: "tool", args: [], variables: {} });
    expect(seen.filter((path) => path === "D:\\t\\tool.exe")).toHaveLength(1);
  });

  test("that may not be read is refused", async () => {
    const word = `${FOLDER}\\run`;
    const { error } = await start(word, { [word]: { kind: "denied" } });
    expect(error).toMatchObject({ code: "start-failed" });
    expect(error?.message).toEndWith("it cannot be read: permission denied");
  });

  test("for PowerShell is refused without PowerShell's extension", async () => {
    const { error } = await run("#!/usr/bin/env pwsh\n");
    expect(error).toMatchObject({ code: "start-failed", hint: "Rename it to end in .ps1." });
  });
});

describe("if nothing runs a script on Windows", () => {
  const none: Options = { tools: [], env: {} };

  test.each([
    [
      "#!/bin/sh\n",
      "sh",
      "Install Git for Windows, or set LUFF_SHELL to the path of a shell, such as C:\\Program Files\\Git\\bin\\sh.exe.",
    ],
    [
      "#!/usr/bin/env bash\n",
      "bash",
      "Install Git for Windows, or set LUFF_SHELL to the path of a shell, such as C:\\Program Files\\Git\\bin\\sh.exe.",
    ],
    ["#!/usr/bin/env python3\n", "Python", "Install Python 3 from python.org."],
    ["#!/usr/bin/env node\n", "Node.js", "Install Node.js."],
    ["#!/usr/bin/php\n", "php", "Install php, or add its folder to PATH."],
    ["#!/bin/sed -f\n", "sed", "Install Git for Windows, which has sed, or add the folder of another sed to PATH."],
  ])("the error for %j names %s and what to install", async (content, name, hint) => {
    const { error } = await run(content, none);
    expect(error).toMatchObject({ code: "interpreter-not-found", exitCode: 127, hint });
    expect(error?.message).toBe(
      `plugin "p": cannot start "${FOLDER}\\run": it is a script for ${name} (its first line); no ${name} was found`,
    );
  });

  test("the error for a path of Windows says that there is no such file", async () => {
    const { error } = await run("#!C:\\tools/x.exe -a\n", none);
    expect(error).toMatchObject({ code: "interpreter-not-found", hint: "Install x, or add its folder to PATH." });
    expect(error?.message).toEndWith("; no x was found (there is no file C:\\tools\\x.exe)");
  });

  test.each(['#!/usr/bin/env -S "sh -e\n', "#!/usr/bin/env -vS 'sh' \"\n"])(
    "the error for %j says that a quote does not end",
    async (content) => {
      const { error } = await run(content);
      expect(error).toMatchObject({
        code: "interpreter-not-found",
        exitCode: 127,
        message: `plugin "p": cannot start "${RUN}": env's option -S has a quote that does not end`,
        hint: "Write the second quote, or a backslash before a quote that means itself.",
      });
    },
  );

  test("so does the error of a command that calls env", async () => {
    const { error } = await start("env", {}, { args: ["-S", "'sh", "x"] });
    expect(error?.message).toBe(`plugin "p": cannot start "env": env's option -S has a quote that does not end`);
  });

  test("the error of a command that is one of Git's programs says where it is", async () => {
    const files = { "D:\\Git\\usr\\bin\\sed.exe": "MZ", "D:\\Git\\usr\\bin\\msys-2.0.dll": "" };
    const hint = "Git for Windows has sed: call it in a script for sh, or add its folder to PATH: D:\\Git\\usr\\bin";
    expect((await start("sed", files)).error).toMatchObject({ code: "start-failed", hint });
    expect((await start("sed", {}, none)).error?.hint).toBe(
      "Install Git for Windows, which has sed, and call it in a script for sh, or add Git's folder usr\\bin to PATH.",
    );
    expect((await start("sedx", files)).error?.hint).toBe("Install sedx, or add its folder to PATH.");
  });

  test("the error names the extension", async () => {
    const word = `${FOLDER}\\x.SH`;
    const { error } = await start(word, { [word]: "" }, none);
    expect(error?.message).toEndWith("it is a script for sh (its ending .SH); no sh was found");
  });

  test("the error of a command that calls it names the interpreter", async () => {
    const { error } = await start("sh", {}, none);
    expect(error).toMatchObject({ code: "interpreter-not-found", exitCode: 127 });
    expect(error?.message).toBe('plugin "p": cannot start "sh": no sh was found');
  });

  test.each<[string, string, string, Options]>([
    [`${FOLDER}\\run`, SH, "the system does not know its format", {}],
    ["sh", SH, "the system does not know its format", { args: ["-c", "x"] }],
    [`${FOLDER}\\x.js`, "C:\\Windows\\System32\\cmd.exe", "the system does not know its format", {}],
    ["perl", "D:\\t\\perl.exe", "the system does not know its format", {}],
  ])("the error of %s names the interpreter that does not start: %s", async (word, file, reason, options) => {
    const hint =
      file === SH
        ? "Install what it belongs to again, such as Git for Windows, or set LUFF_SHELL to another shell, such as C:\\Program Files\\Git\\bin\\sh.exe."
        : "It must be a program for windows/amd64.";
    const runProgram = (): never => {
      throw new HostError("not-executable", file, "the system's sentence");
    };
    const files = { [`${FOLDER}\\run`]: "#!/bin/sh\n", [`${FOLDER}\\x.js`]: "" };
    const { error } = await start(word, files, { ...options, runProgram });
    expect(error).toMatchObject({ code: "start-failed", exitCode: 1, hint });
    expect(error?.message).toBe(`plugin "p": cannot start "${word}": ${file} does not start: ${reason}`);
  });

  test("the error of a LUFF_SHELL that does not start says to set it again", async () => {
    const runProgram = (): never => {
      throw new HostError("not-executable", SH, "the system's sentence");
    };
    for (const content of ["#!/bin/sh\n", "#!/bin/bash\n"]) {
      const { error } = await run(content, { env: { ...ENV, LUFF_SHELL: SH }, runProgram });
      expect(error).toMatchObject({ code: "start-failed", exitCode: 1 });
      expect(error?.hint).toBe(
        "Set LUFF_SHELL to the path of a sh.exe or bash.exe, such as C:\\Program Files\\Git\\bin\\sh.exe, or unset it.",
      );
    }
  });

  test("the error says what is wrong with LUFF_SHELL", async () => {
    const { error } = await run("#!/bin/sh\n", { tools: TOOLS, env: { ...ENV, LUFF_SHELL: "D:\\none.exe" } });
    expect(error).toMatchObject({ code: "interpreter-not-found", exitCode: 127 });
    expect(error?.message).toEndWith('; LUFF_SHELL is "D:\\none.exe", and there is no such file');
    expect(error?.hint).toBe(
      "Set LUFF_SHELL to the path of a sh.exe or bash.exe, such as C:\\Program Files\\Git\\bin\\sh.exe, or unset it.",
    );
  });
});

test("on POSIX nothing is changed in the file and the arguments", async () => {
  const host = createMemoryHost({ files: { "/p/run": { kind: "program", content: "#!/bin/sh\n" } }, env: ENV });
  await startProgram(host, { asker: "x", word: "/p/run", args: ["a\\b"], variables: { HELM_BIN: "a\\b" } });
  expect(host.started).toEqual([{ file: "/p/run", name: "/p/run", args: ["a\\b"], variables: { HELM_BIN: "a\\b" } }]);
});
