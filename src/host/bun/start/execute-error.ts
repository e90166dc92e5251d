import type { FFIFunction } from "bun:ffi";
import { constants } from "node:os";
import { openCLibrary } from "../library/open-c-library.ts";
import { openErrorNumber } from "../library/open-error-number.ts";
import { systemCallError } from "../library/system-call-error.ts";

const SYMBOLS = { execv: { args: ["ptr", "ptr"], returns: "i32" } } as const satisfies Record<string, FFIFunction>;

/** Errors that concern the program's file, so that starting a child would fail too. */
const OF_THE_FILE = ["ENOENT", "EACCES", "EPERM", "ENOTDIR", "EISDIR", "ELOOP", "ENOEXEC", "ENAMETOOLONG"] as const;

/**
 * Calls execv and returns why it failed, as an error like those of node:fs and Bun.spawn. Undefined if the reason is
 * something else or unknown: errno may change between two calls.
 */
export function executeError(file: Uint8Array, argv: BigUint64Array): Error | undefined {
  const libc = openCLibrary(SYMBOLS)?.symbols;
  const errorNumber = openErrorNumber();
  if (libc === undefined || errorNumber === undefined) return undefined;
  libc.execv(file, argv);
  const number = errorNumber();
  return OF_THE_FILE.some((name) => constants.errno[name] === number) ? systemCallError(number) : undefined;
}
