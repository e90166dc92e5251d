import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./root.ts";
import { runProgram } from "./run-program.ts";

/**
 * The commit of luff's Lua in the repository of Lua's authors. The suite of 5.4.4 refuses what later commits allow: a
 * stack that is full to its limit. The hash guarantees the content.
 */
const REPOSITORY = "https://github.com/lua/lua";
const COMMIT = "be908a7d4d8130264ad67c5789169769f824c5d1";

/** The suite's folder. */
export const LUA_SUITE = join(ROOT, "node_modules/.cache/lua-suite", COMMIT);

/** Downloads Lua's own test suite with git to LUA_SUITE, unless it is there. Throws if that fails. */
export function fetchLuaSuite(repository = REPOSITORY): void {
  if (existsSync(LUA_SUITE)) return;
  mkdirSync(dirname(LUA_SUITE), { recursive: true });
  const staging = mkdtempSync(join(dirname(LUA_SUITE), "staging-"));
  try {
    const git = (...args: readonly string[]): string => runProgram(["git", ...args], { cwd: staging });
    git("init", "--quiet");
    git("fetch", "--quiet", "--depth=1", repository, COMMIT);
    git("checkout", "--quiet", "FETCH_HEAD", "--", "testes");
    renameSync(join(staging, "testes"), LUA_SUITE);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
