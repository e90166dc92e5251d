import { copyFileSync, existsSync, linkSync, mkdirSync } from "node:fs";
import { executableUnderTest, programUnderTest, testsWindows } from "./program-under-test.ts";
import type { Sandbox } from "./sandbox.ts";
import { pathList } from "./shown-path.ts";

/** Puts a `luff` that starts the program under test into the sandbox's `bin`, and returns the PATH that begins with it. */
export function luffOnPath(sandbox: Sandbox): string {
  if (testsWindows()) putExecutable(sandbox);
  else putStarter(sandbox);
  return pathList(sandbox.shown("bin"), sandbox.env["PATH"] ?? "");
}

/** Windows finds only a program, which is linked, or copied from another file system. */
function putExecutable(sandbox: Sandbox): void {
  const file = sandbox.path("bin", "luff.exe");
  if (existsSync(file)) return;
  mkdirSync(sandbox.path("bin"), { recursive: true });
  try {
    linkSync(executableUnderTest(), file);
  } catch {
    copyFileSync(executableUnderTest(), file);
  }
}

function putStarter(sandbox: Sandbox): void {
  const words = programUnderTest().map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  sandbox.write("bin/luff", `#!/bin/sh\nexec ${words.join(" ")} "$@"\n`, 0o755);
}
