import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../root.ts";

/** A C file of the libraries, by its path below the sources, and the flags that only it needs. */
export interface LibraryUnit {
  readonly file: string;
  readonly flags: readonly string[];
}

const LUA = "-Ilua/src";
const YAML = "-Ilibyaml/include";
const ZLIB = "-Izlib";

/** luff's own C files among them. */
export const OWN_FILES: readonly string[] = [
  ...["open-library.c", "adler32.c", "hash.c", "json.c", "json-read.c", "json-write.c"],
  ...[
    "number-text.c",
    "place.c",
    "regex.c",
    "regex-compile.c",
    "regex-run.c",
    "text-buffer.c",
    "text-place.c",
    "values.c",
  ],
  ...["yaml.c", "yaml-read.c", "yaml-scalar.c", "yaml-write.c", "lyaml-events.c", "lpeg-compile.c"],
];

export const OWN_FOLDER = join(ROOT, "src/lua/c-libraries");

/** The paths of luff's own C files and their headers. */
export function ownSources(): string[] {
  const names = readdirSync(OWN_FOLDER).filter((name) => /\.[ch]$/.test(name));
  return names.toSorted().map((name) => join(OWN_FOLDER, name));
}

/** A failed allocation in lua-cjson's buffers would end the process. Here it raises Lua's error for memory. */
const RAISING = ["-Dmalloc=luff_malloc", "-Drealloc=luff_realloc", "-Dexit=luff_exit"];

/** The functions of lyaml-events.c that lyaml's emitter calls instead: it would go on after a failure. */
const CHECKED = [
  ...["document_start", "mapping_start", "sequence_start", "scalar", "alias"].map(
    (event) => `-Dyaml_${event}_event_initialize=luff_${event}`,
  ),
  ...["-DluaL_addstring=luff_raise", "-Dsprintf=luff_raise_format"],
];

/** The function of adler32.c that is called instead of zlib's. */
const CHECKSUM = "-Dadler32=luff_adler32";

/** The flag before the name of one of luff's own headers, for a unit that is not its own. */
export const INCLUDE = "-include";

const YAML_VERSION = [
  ...["-DYAML_VERSION_MAJOR=0", "-DYAML_VERSION_MINOR=2", "-DYAML_VERSION_PATCH=5"],
  '-DYAML_VERSION_STRING="0.2.5"',
];

/** All C files of the libraries, unchanged, and luff's own. */
export const LIBRARY_UNITS: readonly LibraryUnit[] = [
  ...units("lpeg", ["lpcap", "lpcode", "lpprint", "lpvm"], [LUA]),
  ...units("lpeg", ["lptree"], [LUA, "-Dcompile=luff_compile"]),
  ...units("cjson", ["lua_cjson", "fpconv"], [LUA]),
  ...units("cjson", ["strbuf"], RAISING),
  ...units("lyaml/ext/yaml", ["emitter"], [LUA, YAML, ...CHECKED]),
  ...units("lyaml/ext/yaml", ["parser", "scanner", "yaml"], [LUA, YAML, '-DVERSION="6.2.8"']),
  ...units("luaZlib", ["lua_zlib"], [LUA, ZLIB, CHECKSUM, INCLUDE, "large-buffers.h", "-fmacro-prefix-map=luaZlib/="]),
  ...OWN_FILES.map((file) => ({
    file,
    flags: [LUA, YAML, "-I.", "-Wall", "-Wextra", "-Werror", "-Wno-c23-extensions"],
  })),
  ...units("libyaml/src", ["api", "emitter", "parser", "reader", "scanner", "writer"], [YAML, ...YAML_VERSION]),
  ...units("zlib", ["deflate", "inflate"], [ZLIB, CHECKSUM]),
  ...units("zlib", ["trees", "inffast", "inftrees", "zutil", "crc32", "adler32"], [ZLIB]),
];

function units(folder: string, names: readonly string[], flags: readonly string[]): LibraryUnit[] {
  return names.map((name) => ({ file: `${folder}/${name}.c`, flags: ["-w", ...flags] }));
}
