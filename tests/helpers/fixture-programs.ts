import { existsSync, linkSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { executableUnderTest, programUnderTest, testsBinary, testsWindows } from "./program-under-test.ts";
import { shownPath } from "./shown-path.ts";

/** The text of a program in tests/fixtures/programs. */
export function fixtureProgram(name: string): string {
  return readFileSync(join(import.meta.dir, "../fixtures/programs", name), "utf8");
}

/** A legacy manifest whose command is the program of `programFiles` beside it, or another command. */
export function manifestOf(name: string, command = commandOf("run")): string {
  return `name: ${name}\nversion: 1.0.0\nusage: does ${name}\ncommand: ${JSON.stringify(command)}\n`;
}

/** The file of a plugin's program, for the command of `manifestOf`: a shell script, or on Windows a script of plain Lua. */
export function programFiles(sh: string, lua: string, name = "run"): Readonly<Record<string, string>> {
  return { [programFile(name)]: testsWindows() ? lua : `#!/bin/sh\n${sh}\n` };
}

/** The name of the file in `programFiles`. */
export function programFile(name: string): string {
  return testsWindows() ? `${name}.lua` : `${name}.sh`;
}

/**
 * The command that starts the file of `programFiles`. On Windows the luff under test is the program that runs it, in a process
 * of its own as any other.
 */
export function commandOf(name: string): string {
  return [...(testsWindows() ? luffAsProgram() : []), `$HELM_PLUGIN_DIR/${programFile(name)}`].join(" ");
}

/** The program that prints each of its arguments in brackets, a line each. */
export function argumentsFiles(): Readonly<Record<string, string>> {
  return { [programFile("run")]: fixtureProgram(programFile("arguments")) };
}

/** The luff under test under another name, so that luff does not recognise itself. Its path must not contain a space. */
function luffAsProgram(): readonly string[] {
  if (!testsBinary()) return programUnderTest();
  const executable = executableUnderTest();
  if (basename(executable) !== "luff.exe") return [shownPath(executable)];
  const other = join(dirname(executable), "luff-as-program.exe");
  if (!existsSync(other)) linkSync(executable, other);
  return [other];
}
