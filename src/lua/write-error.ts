import { toBytes } from "./bytes.ts";
import type { LuaScript } from "./lua-script.ts";
import type { Machine } from "./machine.ts";

const STDERR = 2;
const NEWLINE = 0x0a;

/** What stands before the messages of a script's run. */
export function programName({ programName = "luff" }: LuaScript): string {
  return programName;
}

/** Writes one line to stderr, the program's name before it. */
export function writeError(machine: Machine, message: Uint8Array | string): void {
  writeText(machine, `${programName(machine.script)}: `, message, "\n");
}

/** Writes a text to stderr, with an end of the line where it has none. */
export function writeLine(machine: Machine, text: Uint8Array): void {
  writeText(machine, text, text.at(-1) === NEWLINE ? "" : "\n");
}

/** Writes texts to stderr as they are, in one piece where the system takes them so. */
export function writeText(machine: Machine, ...texts: readonly (Uint8Array | string)[]): void {
  const parts = texts.map(toBytes);
  const line = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) {
    line.set(part, end);
    end += part.length;
  }
  writeAll(machine, line);
}

function writeAll(machine: Machine, line: Uint8Array): void {
  let written = 0;
  while (written < line.length) {
    const moved = machine.system.descriptors.write(STDERR, line, written, line.length - written);
    if (moved <= 0) return;
    written += moved;
  }
}
