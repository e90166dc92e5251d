import { resolve } from "node:path";

/**
 * The command line that starts luff: the executable that LUFF_BINARY names, otherwise the source under this Bun.
 * A relative LUFF_BINARY is taken from the folder that the tests were started in.
 */
export function programUnderTest(): readonly string[] {
  const binary = process.env["LUFF_BINARY"] ?? "";
  if (binary !== "") return [resolve(binary)];
  return [process.execPath, resolve(import.meta.dir, "../../src/main.ts")];
}

/** Whether an executable is under test, rather than the source. */
export function testsBinary(): boolean {
  return (process.env["LUFF_BINARY"] ?? "") !== "";
}
