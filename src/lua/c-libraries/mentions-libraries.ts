import { latin1 } from "../bytes.ts";

/** So much of a script is searched, in bytes. */
const BEGINNING = 1 << 16;

/** Modules that are made of C libraries, as scripts name them when they require them. */
const NAMES = /["'[](?:helm\.(?:json|regex|yaml)|cjson(?:\.safe)?|lpeg|lyaml|re|yaml|zlib)["'\]]/;

/** Whether a script's text names a module that needs Lua's C libraries, so that it is worth making them ready early. */
export function mentionsLibraries(source: Uint8Array): boolean {
  return NAMES.test(latin1(source.subarray(0, BEGINNING)));
}
