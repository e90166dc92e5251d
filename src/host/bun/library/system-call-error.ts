import { CString, type FFIFunction } from "bun:ffi";
import { constants } from "node:os";
import { openCLibrary } from "./open-c-library.ts";

const SYMBOLS = { strerror: { args: ["i32"], returns: "ptr" } } as const satisfies Record<string, FFIFunction>;

/** The error for an error number of the system, like those of node:fs. */
export function systemCallError(number: number): Error {
  const code = Object.entries(constants.errno).find(([, each]) => each === number)?.[0] ?? "UNKNOWN";
  const sentence = openCLibrary(SYMBOLS)?.symbols.strerror(number) ?? null;
  const text = sentence === null ? `error ${number}` : new CString(sentence).toLowerCase();
  return Object.assign(new Error(`${code}: ${text}`), { code });
}
