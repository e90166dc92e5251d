import { joinBytes } from "./bytes.ts";
import { terminalLine } from "../text/terminal-line.ts";
import type { DescriptorTable } from "./descriptor-table.ts";
import type { LibraryHost } from "./library/library-host.ts";
import type { LuaScript } from "./lua-script.ts";
import { removeProgressLine, type WithProgressLine } from "./progress-line.ts";

const STDERR = 2;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
/** The name in messages of a script that no plugin brings. */
const OWN_NAME = "luff";

/** A machine, or what is needed to make one. */
export interface Run extends WithProgressLine {
  readonly script: LuaScript;
  readonly library?: LibraryHost | undefined;
  /** A machine's own numbers of files: helm.test may have put another file in the place of stderr. */
  readonly descriptors?: DescriptorTable;
}

/** The prefix of the messages of a script's run. */
export function programName({ programName = OWN_NAME }: LuaScript): string {
  return programName;
}

/** What is printed instead of a message without a text. */
export const NO_TEXT = "(the error message is empty)";

/** The start of an error that luff, not the script, reports. */
export function errorStart(script: LuaScript): string {
  const name = programName(script);
  return name === OWN_NAME ? "Error: " : `Error: ${name}: `;
}

/**
 * Writes one line to stderr, after the program's name. The bytes of a script stay as they are, as what it writes there itself; luff's own words are made
 * safe for a terminal.
 */
export function writeError(run: Run, message: Uint8Array | string): void {
  const safe = typeof message === "string" ? terminalLine(message) : message;
  writeText(run, `${programName(run.script)}: `, safe.length === 0 ? NO_TEXT : safe, "\n");
}

/** A message without the line ends behind it, such as what a program has written to its stderr. */
export function withoutLineEnds(message: Uint8Array): Uint8Array {
  const last = message.findLastIndex((byte) => byte !== NEWLINE && byte !== RETURN);
  return message.subarray(0, last + 1);
}

/** Writes a text to stderr, and a line end if it has none. */
export function writeLine(run: Run, text: Uint8Array): void {
  writeText(run, text, text.at(-1) === NEWLINE ? "" : "\n");
}

/** Writes texts to stderr unchanged, in one piece if the system accepts it. */
export function writeText(run: Run, ...texts: readonly (Uint8Array | string)[]): void {
  writeAll(run, joinBytes(texts));
}

function writeAll(run: Run, line: Uint8Array): void {
  const stderr = run.descriptors?.host(STDERR) ?? STDERR;
  removeProgressLine(run);
  let written = 0;
  while (written < line.length) {
    const moved = run.system.descriptors.write(stderr, line, written, line.length - written);
    if (moved <= 0) return;
    written += moved;
  }
}
