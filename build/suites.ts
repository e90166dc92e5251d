import { targetName, type Target } from "./targets.ts";
import { ROOT } from "./root.ts";
import type { Level } from "./test-place.ts";

/** The suites for a target's executable: the end-to-end suite, or those of its Lua. */
export type Suite = "end-to-end" | "lua";

/** For Windows's executables alone. */
const WINDOWS_SUITE = ["tests/e2e/scripts-on-windows.test.ts", "tests/e2e/windows.test.ts"];

const LUA = ["lua-arguments", "lua-differential", "lua-fuzz", "lua-hostile", "lua-libraries", "lua-specs"].map(
  (name) => `tests/compat/${name}.test.ts`,
);

/**
 * What a check runs over windows/386. It is compiled from the sources of windows/amd64-compact and has the word size of
 * linux/386, over which the whole suite runs: these files test what the C of the two together does.
 */
const PART = [
  ...WINDOWS_SUITE,
  ...[
    "c-libraries",
    "commands/plugin/install",
    "commands/plugin/list",
    "commands/version",
    "discovery",
    "lua-install",
    "lua-library",
    "lua-process",
    "platform-command",
    "run-lua",
    "run-plugin",
    "streams",
  ].map((name) => `tests/e2e/${name}.test.ts`),
];

/**
 * The test files of the suite that hold for the target, with forward slashes and below the repository's root; [] where none
 * do. In a check windows/386 has only a part of the end-to-end suite.
 */
export function suiteFiles(suite: Suite, target: Target, level: Level = "long"): readonly string[] {
  if (suite === "lua") return target.os === "windows" ? [] : LUA;
  if (level === "check" && targetName(target) === "windows/386") return PART;
  const files = [...new Bun.Glob("tests/e2e/**/*.test.ts").scanSync({ cwd: ROOT })];
  const names = files.map((file) => file.replaceAll("\\", "/")).toSorted();
  return target.os === "windows" ? names : names.filter((file) => !WINDOWS_SUITE.includes(file));
}
