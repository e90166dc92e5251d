import { describe, expect, test } from "bun:test";
import { makeNoCommandError } from "../../../src/command/no-command-error.ts";
import { type CommandCall, type PreparedCommand, prepareCommand } from "../../../src/command/prepare-command.ts";
import type { CommandSet, PlatformCommand } from "../../../src/manifest/plugin.ts";

const LINUX = { os: "linux", arch: "amd64" };
const VALUES: Readonly<Record<string, string>> = { DIR: "/plugins/my plugin", A: "a" };

function prepare(set: Partial<CommandSet>, call: Partial<CommandCall> = {}): PreparedCommand {
  const full = { platformCommand: [], command: "", ...set };
  return prepareCommand(full, LINUX, { lookup: (name) => VALUES[name], ...call });
}
function onLinux(command: string, ...args: string[]): Partial<CommandSet> {
  return { platformCommand: [{ os: "linux", arch: "", command, args }] };
}
function isNone(found: PreparedCommand): Extract<PreparedCommand, { kind: "none" }> {
  if (found.kind !== "none") throw new Error("a command was found");
  return found;
}

describe("prepareCommand", () => {
  test("returns the program, the rest of the command, args, and the user's arguments, in this order", () => {
    expect(prepare(onLinux("$DIR/run b", "c", "$A"), { extraArgs: ["d"] })).toEqual({
      kind: "program",
      program: "/plugins/my plugin/run",
      args: ["b", "c", "a", "d"],
    });
  });

  test("splits before it expands, so a value with spaces stays one word", () => {
    expect(prepare({ command: "$DIR/run $DIR" })).toMatchObject({
      program: "/plugins/my plugin/run",
      args: ["/plugins/my plugin"],
    });
  });

  test("never splits args, and keeps empty words", () => {
    expect(prepare(onLinux("run  x", "one two", ""))).toMatchObject({ args: ["", "x", "one two", ""] });
  });

  test("does not change the user's arguments, even empty ones", () => {
    const extraArgs = ["$A", "", "a b", "--", "${A"];
    expect(prepare({ command: "run" }, { extraArgs })).toMatchObject({ args: extraArgs });
  });

  test.each([
    ["all", "a", ["a", "a"]],
    ["program", "a", ["$A", "$A"]],
    ["none", "$A", ["$A", "$A"]],
  ] as const)("expands %s", (expand, program, args) => {
    expect(prepare(onLinux("$A $A", "$A"), { expand })).toMatchObject({ program, args });
  });

  test("uses `command` if no entry fits", () => {
    const platformCommand: PlatformCommand[] = [{ os: "windows", arch: "", command: "w.exe", args: ["x"] }];
    expect(prepare({ platformCommand, command: "run" })).toEqual({ kind: "program", program: "run", args: [] });
  });

  test("lists the manifest's platforms if nothing fits", () => {
    const platformCommand = ["windows/amd64", "windows/amd64", "darwin/", "/arm64"].map((words) => {
      const [os = "", arch = ""] = words.split("/");
      return { os, arch, command: "x", args: [] };
    });
    expect(prepare({ platformCommand })).toEqual({
      kind: "none",
      reason: "no-match",
      offered: ["windows/amd64", "darwin", "arm64 (never chosen: it names no os)"],
    });
  });

  test.each([[" run"], ["$UNSET"], ["${} x"]])("reports that %p is empty", (command) => {
    expect(prepare({ command })).toMatchObject({ kind: "none", reason: "empty" });
  });
});

describe("makeNoCommandError", () => {
  const LAST = { plugin: { name: "last" }, manifestPath: "/last/plugin.yaml", warnings: [] };

  test("warns of unknown keys, which may be a misspelt command", () => {
    const found = {
      path: "comand",
      line: 4,
      column: 1,
      message: 'unknown key "comand"',
      hint: "did you mean `command`?",
    };
    const warnings = [
      { ...found, code: "unknown-key" },
      { ...found, code: "key-case" },
    ] as const;
    const error = makeNoCommandError({ ...LAST, warnings }, LINUX, isNone(prepare({})));
    expect(error.warnings).toEqual(['/last/plugin.yaml:4:1: comand: unknown key "comand" (did you mean `command`?)']);
  });

  test("names the platform and the manifest's platforms", () => {
    const error = makeNoCommandError(
      LAST,
      LINUX,
      isNone(prepare({ platformCommand: [{ os: "windows", arch: "386", command: "x", args: [] }] })),
    );
    expect(error.code).toBe("no-command");
    expect(error.message).toBe('plugin "last" has no command for linux/amd64; its manifest offers: windows/386');
  });

  test("reports that the manifest has no command", () => {
    expect(makeNoCommandError(LAST, LINUX, isNone(prepare({}))).message).toEndWith("offers: nothing");
  });

  test("distinguishes an empty command", () => {
    const error = makeNoCommandError(LAST, LINUX, isNone(prepare({ command: " x" })));
    expect(error.code).toBe("no-command");
    expect(error.message).toBe('plugin "last": the command for linux/amd64 is empty');
  });
});
