import type { Interpreter } from "../program/interpreters.ts";

/** What reads a script: cmd, or an interpreter; neither for other files. */
interface Reader {
  readonly isBatch: boolean;
  readonly interpreter: Interpreter | undefined;
}

/**
 * What is wrong with the first bytes of a script, as a sentence; undefined if nothing is. PowerShell reads byte order marks and UTF-16;
 * Python and Node read a mark, but it hides `#!` from POSIX.
 */
export function encodingFault(bytes: Uint8Array, { isBatch, interpreter }: Reader): string | undefined {
  const reader = isBatch ? "cmd" : interpreter?.name;
  if (reader === undefined || interpreter?.endings.includes(".ps1")) return undefined;
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) {
    return `the script is UTF-16, which ${reader} does not read`;
  }
  if (!startsWith(bytes, [0xef, 0xbb, 0xbf])) return undefined;
  if (startsWith(bytes.subarray(3), [0x23, 0x21])) {
    return "a byte order mark stands before `#!`, so POSIX does not know the interpreter";
  }
  return isBatch || interpreter?.runner.kind === "shell"
    ? `the script begins with a byte order mark, which ${reader} reads as part of the first word`
    : undefined;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
