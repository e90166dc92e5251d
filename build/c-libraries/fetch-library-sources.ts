import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { downloadTo, moveInto, type DebianFile } from "../compact/debian-file.ts";
import { ZLIB } from "../compact/fetch-sources.ts";
import { contentKey } from "../content-key.ts";
import { ROOT } from "../root.ts";
import { runProgram } from "../run-program.ts";

/** Nothing in this folder is committed or packed. */
export const LIBRARY_CACHE = join(ROOT, "node_modules/.cache/luff-c-libraries");

/** The source packages of Debian 12 and 13, which are upstream's releases. Each gets a folder of its name. */
const PACKAGES = {
  lua: {
    path: "pool/main/l/lua5.4/lua5.4_5.4.4.orig.tar.gz",
    sha256: "164c7849653b80ae67bec4b7473b884bf5cc8d2dca05653475ec2ed27b9ebf61",
  },
  lpeg: {
    path: "pool/main/l/lua-lpeg/lua-lpeg_1.0.2.orig.tar.gz",
    sha256: "48d66576051b6c78388faad09b70493093264588fcd0f258ddaab1cdd4a15ffe",
  },
  cjson: {
    path: "pool/main/l/lua-cjson/lua-cjson_2.1.0+dfsg.orig.tar.gz",
    sha256: "94f1fce36742cf00e99c5071b309b9f71e6e7daf60a7151f7bf4ac0a97259ac4",
  },
  libyaml: {
    path: "pool/main/liby/libyaml/libyaml_0.2.5.orig.tar.gz",
    sha256: "fa240dbf262be053f3898006d502d514936c818e422afdcf33921c63bed9bf2e",
  },
  lyaml: {
    path: "pool/main/l/lua-yaml/lua-yaml_6.2.8.orig.tar.gz",
    sha256: "c6169f516ff2a8da96d55aa3a087e718edf7bceb2f1cae2def4e65cd2b41ac2d",
  },
  zlib: ZLIB,
  luaZlib: {
    path: "pool/main/l/lua-zlib/lua-zlib_1.3.orig.tar.gz",
    sha256: "d0ee0a383ffd9d63241b6a9eaa4c5054cc48eb93b534ac5d3afd0ea0984d0afc",
  },
} as const satisfies Readonly<Record<string, DebianFile>>;

/** The name of a source package's folder. */
export type LibrarySource = keyof typeof PACKAGES;

/** What identifies the sources: the checksums of their packages. */
export const LIBRARY_SHA256S: readonly string[] = Object.values(PACKAGES).map(({ sha256 }) => sha256);

const SOURCES = join(LIBRARY_CACHE, `sources-${contentKey({ files: [], words: LIBRARY_SHA256S })}`);

/**
 * Downloads the sources of the C libraries and the headers of Lua from Debian's archive, checks and unpacks them.
 * Returns the folder with a folder for each package. Later calls find it in the cache. Needs the program tar. Throws if
 * no address has a file.
 */
export async function fetchLibrarySources(): Promise<string> {
  if (!existsSync(SOURCES)) await unpackInto(SOURCES);
  return SOURCES;
}

/** The folder of a package's sources in the cache. Throws if they have not been downloaded. */
export function librarySource(name: LibrarySource): string {
  const folder = join(SOURCES, name);
  if (!existsSync(folder)) throw new Error(`${folder} is missing: run bun build/ensure-lua-module.ts`);
  return folder;
}

async function unpackInto(folder: string): Promise<void> {
  mkdirSync(LIBRARY_CACHE, { recursive: true });
  const staging = mkdtempSync(join(LIBRARY_CACHE, "fetch-"));
  try {
    for (const [name, file] of Object.entries(PACKAGES)) {
      mkdirSync(join(staging, "out", name), { recursive: true });
      const packed = await downloadTo(staging, file);
      runProgram(["tar", "-xzf", packed, "-C", `out/${name}`, "--strip-components=1"], { cwd: staging });
    }
    moveInto(join(staging, "out"), folder);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
