import { describe, expect, test } from "bun:test";
import { interpretedChildren } from "../../../src/run/interpreted-children.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

const USR_BIN = "D:\\Git\\usr\\bin";
const FILES = { [`${USR_BIN}\\sh.exe`]: "MZ", "C:\\p\\x.sh": "" };
const text = (line: string): Uint8Array => new TextEncoder().encode(line);

/** The result for a Lua script's line and environment, with the messages on stderr and the notes. */
function start(
  line: string,
  environment: Record<string, string>,
  files: Record<string, string> = FILES,
  asker = 'plugin "p": ',
) {
  const env = { Path: `C:\\w;${USR_BIN}` };
  const host = createMemoryHost({ os: "windows", files, env });
  const notes: string[] = [];
  const seen: { line: string; environment: Readonly<Record<string, string>> }[] = [];
  const see = (command: Uint8Array, given: Readonly<Record<string, string>>): number =>
    seen.push({ line: new TextDecoder().decode(command), environment: given });
  const children = interpretedChildren(
    host,
    { children: { available: () => true, execute: see, open: (command, _direction, given) => see(command, given) } },
    { asker, note: (note) => notes.push(note) },
  );
  children.execute(text(line), environment);
  children.open(text(line), "read", environment);
  expect(seen[0]).toEqual(seen[1] as (typeof seen)[0]);
  return { ...seen[0], notes, stderr: host.written.stderr };
}

describe("interpretedChildren", () => {
  const environment = { path: "C:\\own", HELM_PLUGIN_DIR: "C:\\p", HELM_KUBETOKEN: "a\\b" };

  test("put a script's interpreter before it, and give a shell slashes and its tools", () => {
    const { line, environment: given, notes } = start("C:\\p\\x.sh a", environment);
    expect(line).toBe(`${USR_BIN}\\sh.exe C:/p/x.sh a`);
    expect(given).toEqual({ PATH: `${USR_BIN};C:\\w;${USR_BIN}`, HELM_PLUGIN_DIR: "C:/p", HELM_KUBETOKEN: "a\\b" });
    expect(notes).toEqual(Array(2).fill(`plugin "p": ${USR_BIN}\\sh.exe (on PATH) runs C:\\p\\x.sh`));
  });

  test("keep Windows paths if the line has other commands too", () => {
    expect(start("sh x | more", environment).environment).toMatchObject({ HELM_PLUGIN_DIR: "C:\\p" });
  });

  test("do not change any other line and its environment", () => {
    expect(start("echo ü %X%", environment)).toEqual({ line: "echo ü %X%", environment, notes: [], stderr: "" });
  });

  test("end with 127 and a message if nothing runs the script", () => {
    const { line, stderr } = start("sh x", environment, {});
    expect(line).toBe("exit 127");
    const message =
      'Error: plugin "p": cannot start "sh": no sh was found [interpreter-not-found]\n' +
      "Hint: Install Git for Windows, or set LUFF_SHELL to the path of a shell, such as C:\\Program Files\\Git\\bin\\sh.exe.\n";
    expect(stderr).toBe(message.repeat(2));
    const alone = start("sh x", environment, {}, "").stderr;
    expect(alone).toBe(message.replace('plugin "p": ', "").repeat(2));
  });

  test("end with 1 and a message if the line is too long for cmd, also if only the interpreter makes it so", () => {
    const said = (length: number): string =>
      `Error: plugin "p": cannot start a command: its line has ${length} characters, and cmd takes at most 8191 [start-failed]\n` +
      "Hint: Pass long values in a file or a variable, or through the input of io.popen.\n";
    const long = (start: string, length: number): string => start.padEnd(length, "x");
    expect(start(long("echo ", 8191), environment)).toMatchObject({ line: long("echo ", 8191), stderr: "" });
    expect(start(long("echo ", 8192), environment)).toMatchObject({ line: "exit 1", stderr: said(8192).repeat(2) });
    const more = `${USR_BIN}\\sh.exe`.length - "sh".length;
    expect(start(long("sh -c ", 8191 - more), environment)).toMatchObject({ stderr: "" });
    expect(start(long("sh -c ", 8192 - more), environment)).toMatchObject({
      line: "exit 1",
      stderr: said(8192).repeat(2),
    });
  });

  test("get the variables that env sets", () => {
    const { line, environment: given } = start("env FOO=1 sh x", environment);
    expect(line).toBe(`${USR_BIN}\\sh.exe x`);
    expect(given).toMatchObject({ FOO: "1", HELM_PLUGIN_DIR: "C:/p" });
  });

  test("find variables in any case", () => {
    expect(start("%helm_plugin_dir%\\x.sh", environment).line).toBe(`${USR_BIN}\\sh.exe C:/p/x.sh`);
  });
});
