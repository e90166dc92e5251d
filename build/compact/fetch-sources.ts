import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { contentKey } from "../content-key.ts";
import { downloadTo, moveInto, type DebianFile } from "./debian-file.ts";
import { runProgram } from "../run-program.ts";
import { ROOT } from "../root.ts";

/** Nothing in this folder is committed or packed. */
export const COMPACT_CACHE = join(ROOT, "node_modules/.cache/luff-compact");
const PATCH_FOLDER = join(ROOT, "src/host/quickjs/patches");

export interface CompactSources {
  /** The folder of QuickJS's C files, with the patches applied. */
  readonly quickjs: string;
  /** QuickJS's version: the day of its release. */
  readonly quickjsVersion: string;
  /** The folder of zlib's C files. */
  readonly zlib: string;
  /** The program that turns WebAssembly into C. */
  readonly wasm2c: string;
}

/** Debian 13's source package, which is upstream's release. */
const QUICKJS: DebianFile = {
  path: "pool/main/q/quickjs/quickjs_2025.04.26.orig.tar.xz",
  sha256: "ec81da5b3249ed648dbc7df4a1654988910e66a118d9b71cb63534216efcfbbe",
};
/** Debian 12's package. wasm-source.ts can rewrite the output of only this version. */
const WABT: DebianFile = {
  path: "pool/main/w/wabt/wabt_1.0.32-1_amd64.deb",
  sha256: "f258a5cd377afac3361fc1dcb6fb10e813a88ab32c1895eba63fd7422801e9f1",
};

/** The source package of Debian 13, which is upstream's release without its documents. */
export const ZLIB: DebianFile = {
  path: "pool/main/z/zlib/zlib_1.3.dfsg+really1.3.1.orig.tar.gz",
  sha256: "60dd315c07f616887caa029408308a018ace66e3d142726a97db164b3b8f69fb",
};

/** Corrections of QuickJS, each with its reason in the file, in the order of their names. */
const PATCHES = [...new Bun.Glob("*.patch").scanSync({ cwd: PATCH_FOLDER, absolute: true })].toSorted();

const SOURCES = join(
  COMPACT_CACHE,
  `sources-${contentKey({ files: PATCHES, words: [QUICKJS.sha256, WABT.sha256, ZLIB.sha256] })}`,
);

/**
 * Downloads QuickJS's and zlib's sources and wabt's package from Debian's archive, checks them, unpacks them and
 * patches QuickJS. Later calls find them in the cache. Needs tar, xz, dpkg and patch. Throws if the pinned files cannot
 * be downloaded.
 */
export async function fetchCompactSources(): Promise<CompactSources> {
  if (!hasCompactSources()) await unpackInto(SOURCES);
  return compactSources();
}

/** Whether the sources are in the cache, so that no download is needed. */
export function hasCompactSources(): boolean {
  return existsSync(SOURCES);
}

/** The sources in the cache; throws if they have not been downloaded. */
export function compactSources(): CompactSources {
  const quickjs = join(SOURCES, "quickjs");
  const quickjsVersion = readFileSync(join(quickjs, "VERSION"), "utf8").trim();
  return { quickjs, quickjsVersion, zlib: join(SOURCES, "zlib"), wasm2c: join(SOURCES, "wabt/usr/bin/wasm2c") };
}

async function unpackInto(folder: string): Promise<void> {
  mkdirSync(COMPACT_CACHE, { recursive: true });
  const staging = mkdtempSync(join(COMPACT_CACHE, "fetch-"));
  try {
    mkdirSync(join(staging, "out/quickjs"), { recursive: true });
    const [quickjs, wabt] = [await downloadTo(staging, QUICKJS), await downloadTo(staging, WABT)];
    runProgram(["tar", "-xJf", quickjs, "-C", "out/quickjs", "--strip-components=1"], { cwd: staging });
    for (const file of PATCHES) {
      runProgram(["patch", "--strip=1", "--fuzz=0", "--directory=out/quickjs", `--input=${file}`], { cwd: staging });
    }
    mkdirSync(join(staging, "out/zlib"));
    const zlib = await downloadTo(staging, ZLIB);
    runProgram(["tar", "-xzf", zlib, "-C", "out/zlib", "--strip-components=1"], { cwd: staging });
    runProgram(["dpkg", "-x", wabt, "out/wabt"], { cwd: staging });
    moveInto(join(staging, "out"), folder);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

if (import.meta.main) console.log(await fetchCompactSources());
