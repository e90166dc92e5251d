/** So much of a script is searched, in bytes. */
const BEGINNING = 1 << 16;

/** Calls of `require`, also by pcall, for modules that are made of C libraries. */
const CALLS =
  /\brequire[\s(,]*(?:["']|\[\[)(?:helm\.(?:archive|install|json|regex|yaml)|cjson(?:\.safe)?|lpeg|lyaml|re|yaml|zlib)["'\]]/;

const decoder = new TextDecoder();

/** Whether a script's text requires a module that needs Lua's C libraries, so that it is worth making them ready early. */
export function mentionsLibraries(source: Uint8Array): boolean {
  return CALLS.test(decoder.decode(source.subarray(0, BEGINNING)));
}
