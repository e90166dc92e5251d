import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { downloadTo, moveInto, type DebianFile } from "../compact/debian-file.ts";
import { contentKey } from "../content-key.ts";
import { ROOT } from "../root.ts";
import { runProgram } from "../run-program.ts";

/** The source packages of Debian 12, which are upstream's releases. Each gets a folder of its name. */
const PACKAGES = {
  luassert: {
    path: "pool/main/l/lua-luassert/lua-luassert_1.9.0.orig.tar.gz",
    sha256: "1db0fabf1bd87392860375b89a8a37d17b687325c988be0df8c42e7e96e7ed73",
  },
  say: {
    path: "pool/main/l/lua-say/lua-say_1.4.1.orig.tar.gz",
    sha256: "ce07547ca49ef42cc799e2a30b3c65ce77039978e32e7961799a252d61a56486",
  },
} as const satisfies Readonly<Record<string, DebianFile>>;

type AssertionSource = keyof typeof PACKAGES;

/** What identifies the sources: the checksums of their packages. */
export const ASSERTION_SHA256S: readonly string[] = Object.values(PACKAGES).map(({ sha256 }) => sha256);

/** Nothing in this folder is committed or packed. */
const CACHE = join(ROOT, "node_modules/.cache/luff-lua-assertions");

const SOURCES = join(CACHE, `sources-${contentKey({ files: [], words: ASSERTION_SHA256S })}`);

/**
 * Downloads the assertions of `luff plugin test` from Debian's archive, checks and unpacks them. Returns the folder with a folder
 * for each package. Later calls find it in the cache. Needs the program tar. Throws if no address has a file.
 */
export async function fetchAssertionSources(): Promise<string> {
  if (existsSync(SOURCES)) return SOURCES;
  mkdirSync(CACHE, { recursive: true });
  const staging = mkdtempSync(join(CACHE, "fetch-"));
  try {
    for (const [name, file] of Object.entries(PACKAGES)) {
      mkdirSync(join(staging, "out", name), { recursive: true });
      const packed = await downloadTo(staging, file);
      runProgram(["tar", "-xzf", packed, "-C", `out/${name}`, "--strip-components=1"], { cwd: staging });
    }
    moveInto(join(staging, "out"), SOURCES);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return SOURCES;
}

/** The folder of a package's sources in the cache. Throws if they have not been downloaded. */
export function assertionSource(name: AssertionSource): string {
  const folder = join(SOURCES, name);
  if (!existsSync(folder)) throw new Error(`${folder} is missing: run bun build/ensure-lua-module.ts`);
  return folder;
}
