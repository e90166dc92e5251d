import type { Target } from "./targets.ts";
import { ROOT } from "./root.ts";

/** What can be run over a target's executable: the end-to-end suite, or those of its Lua. */
export type Suite = "end-to-end" | "lua";

/** For Windows's executables alone. The other files want a POSIX shell, or take paths for those of this machine. */
const WINDOWS_SUITE = "tests/e2e/windows.test.ts";
const END_TO_END_ON_WINDOWS = ["tests/e2e/platform-command.test.ts", WINDOWS_SUITE];

const LUA = ["lua-arguments", "lua-differential", "lua-fuzz", "lua-hostile", "lua-libraries", "lua-specs"].map(
  (name) => `tests/compat/${name}.test.ts`,
);

/** The test files of the suite that hold for the target, with forward slashes and below the repository's root; [] where none do. */
export function suiteFiles(suite: Suite, target: Target): readonly string[] {
  if (suite === "lua") return target.os === "windows" ? [] : LUA;
  if (target.os === "windows") return END_TO_END_ON_WINDOWS;
  const files = [...new Bun.Glob("tests/e2e/**/*.test.ts").scanSync({ cwd: ROOT })];
  return files.filter((file) => file !== WINDOWS_SUITE).toSorted();
}
