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

/** The targets over which a check runs PART: those for 386. */
const PARTLY = ["linux/386", "windows/386"];

/**
 * They are made of the same sources as the compact executables for amd64, over which the whole suite runs. These files test
 * the most of luff's C and of Lua's module, where the size of a word counts.
 */
const PART = [
  ...WINDOWS_SUITE,
  ...[
    "c-libraries",
    "commands/get-download",
    "commands/plugin/install",
    "commands/plugin/list",
    "commands/version",
    "discovery",
    "inheritance",
    "kill",
    "lua-http",
    "lua-install",
    "lua-library",
    "lua-process",
    "many-descriptors",
    "platform-command",
    "run-lua",
    "run-plugin",
    "signals",
    "special-files",
    "streams",
    "terminal",
  ].map((name) => `tests/e2e/${name}.test.ts`),
];

/**
 * The test files of the suite that hold for the target, with forward slashes and below the repository's root; [] where none
 * do. In a check the targets for 386 have only a part of the end-to-end suite.
 */
export function suiteFiles(suite: Suite, target: Target, level: Level = "long"): readonly string[] {
  if (suite === "lua") return target.os === "windows" ? [] : LUA;
  const all = [...new Bun.Glob("tests/e2e/**/*.test.ts").scanSync({ cwd: ROOT })];
  const isPart = level === "check" && PARTLY.includes(targetName(target));
  const files = isPart ? PART : all.map((file) => file.replaceAll("\\", "/")).toSorted();
  return target.os === "windows" ? files : files.filter((file) => !WINDOWS_SUITE.includes(file));
}
