import { describe, expect, test } from "bun:test";
import { AppError } from "../../../src/errors/app-error.ts";
import { HostError, type HostErrorKind } from "../../../src/host/host-error.ts";
import { startProgram } from "../../../src/program/start-program.ts";
import type { MemoryEntry } from "../../helpers/memory-files.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

type Entries = Readonly<Record<string, MemoryEntry>>;

/** The message and hint of a start that the system refuses with this kind of error. */
async function refusal(files: Entries, kind: HostErrorKind): Promise<AppError> {
  const host = createMemoryHost({
    files,
    runProgram: () => {
      throw new HostError(kind, "/p/run", "the system's sentence");
    },
  });
  const call = { asker: 'plugin "p"', word: "/p/run", args: [], variables: {} };
  try {
    await startProgram(host, call);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("it was started");
}

describe("startProgram", () => {
  test.each<[string, HostErrorKind, string, string | undefined]>([
    [
      "#!/no/interpreter -x\n",
      "not-found",
      "its first line asks for /no/interpreter, which is missing",
      "Install /no/interpreter.",
    ],
    ["#! /no/i\n", "not-found", "its first line asks for /no/i, which is missing", "Install /no/i."],
    [
      "#!/bin/sh\r\necho\r\n",
      "not-found",
      "its first line ends with a carriage return, as lines on Windows do",
      "Remove the carriage returns: sed -i 's/\\r$//' '/p/run'",
    ],
    [
      "\x7fELF",
      "not-found",
      "the loader that it needs is missing",
      "It was built for another system or C library: get the one for linux/amd64.",
    ],
    [
      "echo hello\n",
      "not-executable",
      "the system does not know its format",
      "Its first line must be #! and an interpreter, or it must be a program for linux/amd64.",
    ],
    [
      "",
      "not-executable",
      "the system does not know its format",
      "Its first line must be #! and an interpreter, or it must be a program for linux/amd64.",
    ],
    ["#!/bin/sh\n", "not-executable", "the system's sentence", undefined],
    ["#!/none\0/x -e\n", "not-found", "its first line asks for /none, which is missing", "Install /none."],
    [
      "#! sh -e\n",
      "not-found",
      "its first line asks for sh, which is not a whole path, and the system does not search PATH",
      "Write its path on this system, or let env find it: #!/usr/bin/env sh",
    ],
    [
      "#!\\bin\\sh\n",
      "not-found",
      "its first line asks for \\bin\\sh, which is a path of Windows",
      "Write its path on this system, or let env find it: #!/usr/bin/env sh",
    ],
    [
      "#!C:/Git/bin/bash.exe -e\n",
      "not-found",
      "its first line asks for C:/Git/bin/bash.exe, which is a path of Windows",
      "Write its path on this system, or let env find it: #!/usr/bin/env bash",
    ],
    [
      `#!/${"x".repeat(300)}/sh\n`,
      "not-executable",
      "its first line is longer than 255 bytes, and systems read no more of it",
      expect.stringMatching(/^Shorten it: /),
    ],
    [
      "\u{feff}#!/bin/sh\n",
      "not-executable",
      "a byte order mark stands before the #! of its first line",
      "Save it as UTF-8 without a byte order mark.",
    ],
    ["#\0!\0/\0", "not-executable", "it is UTF-16 text; expected UTF-8", "Save it as UTF-8 without a byte order mark."],
    ["x", "denied", "the system's sentence", undefined],
    ["x", "other", "the system's sentence", undefined],
  ])("explains for the file %j the error %s", async (content, kind, reason, hint) => {
    const error = await refusal({ "/p/run": { kind: "program", content } }, kind);
    expect(error).toMatchObject({ code: "start-failed", exitCode: 1 });
    expect(error.message).toBe(`plugin "p": cannot start "/p/run": ${reason}`);
    expect(error.hint).toEqual(hint as string);
  });

  const barred = (mode: number, noexec = false, content = ""): MemoryEntry => ({
    kind: "barred",
    permissions: { mode, noexec },
    content,
  });
  const chmod = "Make it executable: chmod +x '/p/run'";
  const ownerChmod = "Its owner can make it executable for everybody: chmod a+x '/p/run'";
  const move = "Move it to a folder on another file system, or mount this one with exec.";
  const elsewhere = "An access list, a security module or the mount of its file system may be the reason.";
  const noexec = 'its file system is mounted with "noexec", so that nothing on it is executed';

  test.each<[string, string, string | undefined, MemoryEntry]>([
    ["no bit", "it is not marked as executable", chmod, barred(0o644)],
    ["its owner's bit", "only its owner may execute it (mode 0744)", ownerChmod, barred(0o744)],
    ["its group's bit", "only its group may execute it (mode 0654)", ownerChmod, barred(0o654)],
    ["others' bit", "only others may execute it (mode 4641)", ownerChmod, barred(0o4641)],
    ["two bits", "only its owner and its group may execute it (mode 0750)", ownerChmod, barred(0o750)],
    ["all bits, on a mount without exec", noexec, move, barred(0o755, true)],
    ["no bit, on a mount without exec", noexec, move, barred(0o644, true)],
    [
      "all bits, and another obstacle",
      "the system refuses to execute it, although its mode allows it",
      elsewhere,
      barred(0o755),
    ],
  ])("explains why a file with %s may not be executed", async (_title, reason, hint, entry) => {
    const error = await refusal({ "/p/run": entry }, "other");
    expect(error).toMatchObject({ code: "start-failed", exitCode: 1 });
    expect(error.message).toBe(`plugin "p": cannot start "/p/run": ${reason}`);
    expect(error.hint).toBe(hint as string);
  });

  test.each<[string, string, string | undefined, Entries]>([
    ["has no bit", "and it is not marked as executable", "chmod +x '/i/sh'", { "/i/sh": barred(0o644) }],
    ["is on a mount without exec", `and ${noexec}`, move, { "/i/sh": barred(0o755, true) }],
    ["is a folder", "and it is a folder", "Name the program in it.", { "/i/sh": { kind: "directory" } }],
    ["is in a closed folder", "and it cannot be reached: permission denied", undefined, { "/i": { kind: "denied" } }],
  ])("explains why permission was denied if the interpreter %s", async (_title, reason, hint, files) => {
    const error = await refusal({ ...files, "/p/run": { kind: "program", content: "#!/i/sh\n" } }, "denied");
    expect(error.message).toBe(`plugin "p": cannot start "/p/run": its first line asks for /i/sh, ${reason}`);
    if (hint === undefined) expect(error.hint).toBeUndefined();
    else expect(error.hint).toContain(hint);
  });

  test.each<[string, MemoryEntry, string]>([
    ["its interpreter", barred(0o644), "its first line asks for /i/sh, and it is not marked as executable"],
    ["an unknown error", { kind: "program" }, "the system's sentence"],
  ])("does not blame the mode of a script that this user owns and may execute for %s", async (_title, sh, reason) => {
    const run: MemoryEntry = { kind: "barred", permissions: { mode: 0o700, noexec: false }, content: "#!/i/sh\n" };
    const error = await refusal({ "/i/sh": sh, "/p/run": { ...run, executable: true } }, "denied");
    expect(error.message).toBe(`plugin "p": cannot start "/p/run": ${reason}`);
  });

  test.each<[string, HostErrorKind, string]>([
    ["#!/bin/sh\r\n", "not-executable", "it is a script for /bin/sh by the name of a program"],
    ["MZ", "not-executable", "the system does not know its format"],
    ["MZ", "not-found", "the system's sentence"],
  ])("explains on Windows for the file %j the error %s", async (content, kind, reason) => {
    const host = createMemoryHost({
      os: "windows",
      files: { "C:\\p\\run.exe": { kind: "program", content } },
      runProgram: () => {
        throw new HostError(kind, "", "the system's sentence");
      },
    });
    const call = { asker: 'plugin "p"', word: "C:\\p\\run.exe", args: [], variables: {} };
    const message = await startProgram(host, call).then(String, String);
    expect(message).toBe(`AppError: plugin "p": cannot start "C:\\p\\run.exe": ${reason}`);
  });

  test("keeps the word of the command as the program's name", async () => {
    const host = createMemoryHost({ files: { "/bin/tool": { kind: "program" } }, env: { PATH: "/bin" } });
    await startProgram(host, { asker: "x", word: "tool", args: ["a"], variables: { V: "1" } });
    expect(host.started).toEqual([{ file: "/bin/tool", name: "tool", args: ["a"], variables: { V: "1" } }]);
  });

  test("passes on which of luff's own variables the program does not get", async () => {
    const host = createMemoryHost({ files: { "/bin/tool": { kind: "program" } }, env: { PATH: "/bin" } });
    const call = { asker: "x", word: "tool", args: [], variables: {} };
    await startProgram(host, { ...call, without: ["GIT_DIR"] });
    await startProgram(host, { ...call, without: ["GIT_DIR"], childOutput: "stderr" });
    await startProgram(host, call);
    expect(host.started.map(({ without }) => without)).toEqual([["GIT_DIR"], ["GIT_DIR"], undefined]);
  });

  test.each([
    ["C:\\Windows\\System32\\cmd.exe", {}],
    ["D:\\Win\\System32\\cmd.exe", { SystemRoot: "D:\\Win" }],
  ])("starts a batch file on Windows through %s", async (interpreter, env) => {
    const files = { "C:\\p\\x.cmd": { kind: "program" }, [interpreter]: { kind: "program" } } as const;
    const host = createMemoryHost({ os: "windows", files, env });
    await startProgram(host, { asker: "x", word: "C:\\p\\x", args: ["a b"], variables: {} });
    expect(host.started).toMatchObject([{ file: interpreter, verbatim: true }]);
  });

  test("does not name the file of a program on PATH on POSIX, where it starts no interpreters", async () => {
    const runProgram = (): never => {
      throw new HostError("other", "/bin/tool", "the system's sentence");
    };
    const host = createMemoryHost({ files: { "/bin/tool": { kind: "program" } }, env: { PATH: "/bin" }, runProgram });
    const call = { asker: "x", word: "tool", args: [], variables: {} };
    const thrown = await startProgram(host, call).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ message: 'x: cannot start "tool": the system\'s sentence' });
  });

  test("does not start a batch file with an argument that breaks the line", async () => {
    const host = createMemoryHost({ os: "windows", files: { "C:\\p\\x.bat": { kind: "program" } } });
    const call = { asker: "x", word: "C:\\p\\x.bat", args: ["a\nb"], variables: {} };
    const thrown = await startProgram(host, call).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code: "start-failed" });
    expect(host.started).toEqual([]);
  });
});
