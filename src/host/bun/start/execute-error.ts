import { CString, read, type FFIFunction, type Library, type Pointer } from "bun:ffi";
import { constants } from "node:os";
import { openCLibrary } from "../library/open-c-library.ts";

const SENTENCES = { strerror: { args: ["i32"], returns: "ptr" } } as const satisfies Record<string, FFIFunction>;
const SYMBOLS = {
  execv: { args: ["ptr", "ptr"], returns: "i32" },
} as const satisfies Record<string, FFIFunction>;
type ErrorLibrary = Library<typeof SYMBOLS>["symbols"];
const errorNumber = { args: [], returns: "ptr" } as const;

/** Errors that concern the program's file, so that starting a child would fail too. */
const OF_THE_FILE = ["ENOENT", "EACCES", "EPERM", "ENOTDIR", "EISDIR", "ELOOP", "ENOEXEC", "ENAMETOOLONG"] as const;

/**
 * Calls execv and returns why it failed, as an error like those of node:fs and Bun.spawn. Undefined if the reason is
 * something else or unknown: errno may change between two calls.
 */
export function executeError(file: Uint8Array, argv: BigUint64Array): Error | undefined {
  const libc = openErrors();
  if (libc === undefined) return undefined;
  libc.execv(file, argv);
  const location = libc.errorNumber();
  const number = location === null ? 0 : read.i32(location);
  return OF_THE_FILE.some((name) => constants.errno[name] === number) ? systemCallError(number) : undefined;
}

/** The error for an error number of the system, like those of node:fs. */
export function systemCallError(number: number): Error {
  const code = Object.entries(constants.errno).find(([, each]) => each === number)?.[0] ?? "UNKNOWN";
  const sentence = openCLibrary(SENTENCES)?.symbols.strerror(number) ?? null;
  const text = sentence === null ? `error ${number}` : new CString(sentence).toLowerCase();
  return Object.assign(new Error(`${code}: ${text}`), { code });
}

function openErrors(): (ErrorLibrary & { readonly errorNumber: () => Pointer | bigint | null }) | undefined {
  if (process.platform === "darwin") {
    const libc = openCLibrary({ ...SYMBOLS, __error: errorNumber })?.symbols;
    return libc && { ...libc, errorNumber: libc.__error };
  }
  const libc = openCLibrary({ ...SYMBOLS, __errno_location: errorNumber })?.symbols;
  return libc && { ...libc, errorNumber: libc.__errno_location };
}
