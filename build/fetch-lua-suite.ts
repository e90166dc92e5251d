import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./root.ts";
import { runProgram } from "./run-program.ts";

/** Lua 5.4.4, of which luff's Lua is a later commit, in the repository of its authors; the commit's hash vouches for the content. */
const REPOSITORY = "https://github.com/lua/lua";
const COMMIT = "5d708c3f9cae12820e415d4f89c9eacbe2ab964b";

/** Where the suite is kept. */
export const LUA_SUITE = join(ROOT, "node_modules/.cache/lua-suite", COMMIT);

/** Fetches Lua's own test suite with git, unless it is there, to LUA_SUITE. Throws where it cannot be had. */
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
