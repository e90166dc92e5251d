import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { WINE } from "../../build/emulators.ts";
import { shownPath } from "./shown-path.ts";
import { testsWindows, testsWine } from "./program-under-test.ts";

const SOURCE = resolve(import.meta.dir, "../fixtures/programs/record.c");

/** How a program of record.c was started. */
export interface Recorded {
  readonly file: string;
  /** The whole command line as Windows has it. */
  readonly line: string;
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** The compiler of record.c; null if there is none, which is a reason to skip a test. */
export function recorderCompiler(): string | null {
  return testsWindows() ? Bun.which(testsWine() ? "x86_64-w64-mingw32-gcc" : "gcc") : null;
}

/** Compiles record.c to a program of Windows. */
export function compileRecorder(file: string): void {
  const command = [recorderCompiler() ?? "gcc", "-municode", "-O1", "-s", "-o", file, SOURCE];
  const { exitCode, stderr } = Bun.spawnSync(command);
  if (exitCode !== 0) throw new Error(`${command.join(" ")}: ${stderr.toString()}`);
}

/** Reads what a program of record.c wrote. */
export function readRecord(stdout: string): Recorded {
  const lines = stdout.replaceAll("\r", "").split("\n");
  const all = (what: string): string[] =>
    lines.filter((line) => line.startsWith(`${what} `)).map((line) => line.slice(what.length + 1));
  const variables = all("variable").map((text) => /^(=?[^=]*)=(.*)$/.exec(text)?.slice(1) ?? []);
  return {
    file: all("file")[0] ?? "",
    line: all("line")[0] ?? "",
    args: all("argument"),
    variables: Object.fromEntries(variables) as Record<string, string>,
  };
}

/** The real POSIX shell that scripts of these tests run in, for LUFF_SHELL: "" for the one that luff finds; null where there is none. */
export function realShell(): string | null {
  if (!testsWine()) return Bun.which("git") === null ? null : "";
  const gosh = join(WINE, "gosh.exe");
  return existsSync(gosh) ? shownPath(gosh) : null;
}
