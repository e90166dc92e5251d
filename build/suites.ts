import type { Target } from "./targets.ts";
import { ROOT } from "./root.ts";

/** The suites for a target's executable: the end-to-end suite, or those of its Lua. */
export type Suite = "end-to-end" | "lua";

/** For Windows's executables alone. */
const WINDOWS_SUITE = ["tests/e2e/scripts-on-windows.test.ts", "tests/e2e/windows.test.ts"];

const LUA = ["lua-arguments", "lua-differential", "lua-fuzz", "lua-hostile", "lua-libraries", "lua-specs"].map(
  (name) => `tests/compat/${name}.test.ts`,
);

/** The test files of the suite that hold for the target, with forward slashes and below the repository's root; [] where none do. */
export function suiteFiles(suite: Suite, target: Target): readonly string[] {
  if (suite === "lua") return target.os === "windows" ? [] : LUA;
  const files = [...new Bun.Glob("tests/e2e/**/*.test.ts").scanSync({ cwd: ROOT })];
  const names = files.map((file) => file.replaceAll("\\", "/")).toSorted();
  return target.os === "windows" ? names : names.filter((file) => !WINDOWS_SUITE.includes(file));
}
