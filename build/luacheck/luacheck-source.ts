import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { downloadTo, moveInto, type DebianFile } from "../compact/debian-file.ts";
import { ROOT } from "../root.ts";
import { runProgram } from "../run-program.ts";

/** Nothing in this folder is committed or packed. */
const CACHE = join(ROOT, "node_modules/.cache/luff-luacheck");

/** The source package of Debian 13, which is upstream's release. */
const LUACHECK: DebianFile = {
  path: "pool/main/l/luacheck/luacheck_1.2.0.orig.tar.gz",
  sha256: "8efe62a7da4fdb32c0c22ec1f7c9306cbc397d7d40493c29988221a059636e25",
};

export const LUACHECK_VERSION = "1.2.0";

/** What identifies the source: the checksum of its package. */
export const LUACHECK_SHA256 = LUACHECK.sha256;

const SOURCE = join(CACHE, `source-${LUACHECK_SHA256.slice(0, 32)}`);

/**
 * Downloads luacheck's source from Debian's archive, checks and unpacks it, and returns its folder. Later calls find it
 * in the cache. Needs the program tar. Throws if no address has the file.
 */
export async function fetchLuacheck(): Promise<string> {
  if (!existsSync(SOURCE)) await unpack();
  return SOURCE;
}

/** The folder of the source in the cache. Throws if it has not been downloaded. */
export function luacheckSource(): string {
  if (!existsSync(SOURCE)) throw new Error(`${SOURCE} is missing: run bun build/ensure-lua-module.ts`);
  return SOURCE;
}

async function unpack(): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const staging = mkdtempSync(join(CACHE, "fetch-"));
  try {
    mkdirSync(join(staging, "out"));
    const packed = await downloadTo(staging, LUACHECK);
    runProgram(["tar", "-xzf", packed, "-C", "out", "--strip-components=1"], { cwd: staging });
    moveInto(join(staging, "out"), SOURCE);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
