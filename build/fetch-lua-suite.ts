import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./root.ts";
import { runProgram } from "./run-program.ts";

/** Lua 5.4.4 in its authors' repository; luff's Lua is a later commit. The commit's hash guarantees the content. */
const REPOSITORY = "https://github.com/lua/lua";
const COMMIT = "5d708c3f9cae12820e415d4f89c9eacbe2ab964b";

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
