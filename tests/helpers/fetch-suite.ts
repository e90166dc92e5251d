import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type DebianFile, downloadTo, moveInto } from "../../build/compact/debian-file.ts";
import { ROOT } from "../../build/root.ts";
import { runProgram } from "../../build/run-program.ts";

const CACHE = join(ROOT, "node_modules/.cache/luff-suites");

/** Downloads a source package of Debian unless the cache has it, checks and unpacks it. Returns its folder. Needs the program tar. */
export async function fetchSuite(file: DebianFile): Promise<string> {
  const folder = join(CACHE, file.sha256);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const staging = mkdtempSync(join(CACHE, "fetch-"));
  try {
    mkdirSync(join(staging, "out"));
    runProgram(["tar", "-xzf", await downloadTo(staging, file), "-C", "out", "--strip-components=1"], { cwd: staging });
    moveInto(join(staging, "out"), folder);
    return folder;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
