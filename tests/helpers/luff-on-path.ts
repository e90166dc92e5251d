import { programUnderTest } from "./program-under-test.ts";
import type { Sandbox } from "./sandbox.ts";

/** Puts a `luff` that starts the program under test into the sandbox's `bin`, and returns the PATH that begins with it. */
export function luffOnPath(sandbox: Sandbox): string {
  const words = programUnderTest().map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  sandbox.write("bin/luff", `#!/bin/sh\nexec ${words.join(" ")} "$@"\n`, 0o755);
  return `${sandbox.path("bin")}:${sandbox.env["PATH"]}`;
}
