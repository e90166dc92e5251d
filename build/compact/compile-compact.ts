import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ensureLuaModule, WHOLE_MODULE } from "../ensure-lua-module.ts";
import { targetName, type CompactTarget } from "../targets.ts";
import { bundleProgram, type Bundle } from "./bundle.ts";
import { renderChunksUnit } from "./chunks-unit.ts";
import { COMPACT_CACHE, fetchCompactSources, type CompactSources } from "./fetch-sources.ts";
import { compileObjects, type Compilation } from "./object-files.ts";
import { runProgram } from "../run-program.ts";
import { requireToolchain, sanitized, type Toolchain } from "./toolchains.ts";
import { rewriteWasmSource } from "./wasm-source.ts";
import { renderWasmUnit } from "./wasm-unit.ts";
import { ROOT } from "../root.ts";

const NATIVE = join(ROOT, "src/host/quickjs/native");
const MAIN = join(ROOT, "src/main-compact.ts");

const ENGINE = ["quickjs", "libregexp", "libunicode", "cutils", "dtoa"];
/** What inflating and deflating take of zlib. */
const ZLIB = ["deflate", "trees", "inflate", "inffast", "inftrees", "zutil", "crc32", "adler32"];
const HOST = [
  "main",
  "text",
  "sha256",
  "wasm-runtime",
  "wasm-memory",
  "wasm-object",
  "interrupts",
  "signals",
  "digests",
  "compression",
  "files",
  "disk",
  "processes",
  "programs",
  "system",
];
/** The same functions for each system, and the files that they need there. */
const PLATFORM: Readonly<Record<Toolchain["os"], readonly string[]>> = {
  linux: [
    "interrupts-posix",
    "signals-posix",
    "files-posix",
    "disk-posix",
    "descriptors-posix",
    "processes-posix",
    "groups-posix",
    "living-group-posix",
    "programs-posix",
    "system-posix",
  ],
  windows: [
    "windows-text",
    "interrupts-windows",
    "signals-windows",
    "files-windows",
    "disk-windows",
    "processes-windows",
    "programs-windows",
    "system-windows",
  ],
};
const COMMON = ["-O2", "-fwrapv", "-fno-strict-aliasing", "-ffunction-sections", "-fdata-sections", "-D_GNU_SOURCE"];
/** Warnings for luff's own C, all of which are errors. */
const WARNINGS = [
  ...["-Werror", "-Wall", "-Wextra", "-Wshadow", "-Wundef", "-Wvla", "-Wformat=2", "-Wwrite-strings", "-Wlogical-op"],
  ...["-Wpointer-arith", "-Wstrict-prototypes", "-Wmissing-prototypes", "-Wredundant-decls", "-Wnull-dereference"],
  ...["-Wduplicated-cond", "-Wduplicated-branches"],
];

/**
 * For Lua's module. GCC 12 crashes where its pass for conditional stores meets stores through a segment register, as in
 * LibYAML's emitter.
 */
const LUA_FLAGS = ["-frounding-math", "-fno-tree-cselim"];

export interface CompactOptions {
  /** The entry point of a program for the same host; luff's own by default. */
  readonly entrypoint?: string;
  /** Whether the executable ends at memory errors and undefined behaviour: for tests, on linux/amd64. */
  readonly sanitize?: boolean;
}

/**
 * Builds the compact executable of a target, of luff or of another program for the same host. Needs Debian 12 and the
 * compilers of install-compilers.sh.
 */
export async function compileCompact(
  target: CompactTarget,
  outfile: string,
  options: CompactOptions = {},
): Promise<void> {
  const sources = await fetchCompactSources();
  await ensureLuaModule();
  // Each build has its own folder, because several may run at the same time.
  const folder = mkdtempSync(join(COMPACT_CACHE, "build-"));
  try {
    const bundle = await bundleProgram(options.entrypoint ?? MAIN, targetName(target), folder);
    const toolchain = options.sanitize === true ? sanitized(requireToolchain(target)) : requireToolchain(target);
    const objects = await compileTarget(toolchain, sources, { folder, ...bundle });
    mkdirSync(dirname(outfile), { recursive: true });
    const { compiler, flags, link, libraries } = toolchain;
    // Another process may be running the old file.
    const staged = `${outfile}.${process.pid}`;
    runProgram([compiler, ...link, ...flags, ...objects, "-o", staged, ...libraries]);
    renameSync(staged, outfile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The parts of one executable. */
interface Program extends Bundle {
  readonly folder: string;
}

async function compileTarget(toolchain: Toolchain, sources: CompactSources, program: Program): Promise<string[]> {
  const lua = writeLuaModule(sources, program.folder);
  const chunks = join(program.folder, "chunks.c");
  writeFileSync(chunks, renderChunksUnit(program.chunks));
  return compileObjects([
    ...engine(sources, toolchain),
    ...zlib(sources, toolchain),
    ...[...HOST, ...PLATFORM[toolchain.os]].map((name) => hostFile(sources, toolchain, name)),
    compilation(toolchain, lua, { flags: LUA_FLAGS, folders: [NATIVE] }),
    compilation(toolchain, chunks),
    compilation(toolchain, await writeBytecode(toolchain, sources, program)),
  ]);
}

/** QuickJS, which needs nothing from luff. */
function engine(sources: CompactSources, toolchain: Toolchain): Compilation[] {
  const { quickjs, quickjsVersion } = sources;
  // Otherwise assertions contain the folder of the sources on this machine.
  const flags = ["-w", `-DCONFIG_VERSION="${quickjsVersion}"`, `-ffile-prefix-map=${quickjs}=quickjs`];
  return ENGINE.map((name) => compilation(toolchain, join(quickjs, `${name}.c`), { flags, foreignFolders: [quickjs] }));
}

/** Its inflating half, without what it has for files. */
function zlib({ zlib }: CompactSources, toolchain: Toolchain): Compilation[] {
  const flags = ["-w", `-ffile-prefix-map=${zlib}=zlib`];
  return ZLIB.map((name) => compilation(toolchain, join(zlib, `${name}.c`), { flags, foreignFolders: [zlib] }));
}

/** A file of native/. */
function hostFile({ quickjs, quickjsVersion, zlib }: CompactSources, toolchain: Toolchain, name: string): Compilation {
  const names = { CONFIG_VERSION: quickjsVersion, LUFF_OS: toolchain.os, LUFF_ARCH: toolchain.arch };
  const defines = Object.entries(names).map(([name, value]) => `-D${name}="${value}"`);
  const flags = [...WARNINGS, ...defines];
  return compilation(toolchain, join(NATIVE, `${name}.c`), {
    flags,
    folders: [NATIVE],
    foreignFolders: [quickjs, zlib],
  });
}

function compilation(toolchain: Toolchain, source: string, more: Partial<Compilation> = {}): Compilation {
  const flags = [...COMMON, ...toolchain.flags, ...(more.flags ?? [])];
  return { compiler: toolchain.compiler, source, folders: [], foreignFolders: [], ...more, flags };
}

/** Lua's module as C. */
function writeLuaModule(sources: CompactSources, folder: string): string {
  const [code, header] = [join(folder, "lua.c"), join(folder, "lua.h")];
  runProgram([sources.wasm2c, WHOLE_MODULE, "-o", code, "-n", "lua"]);
  const unit = join(folder, "lua-module.c");
  writeFileSync(unit, renderWasmUnit(rewriteWasmSource(readFileSync(code, "utf8"), readFileSync(header, "utf8"))));
  return unit;
}

/**
 * The program as bytecode in C. Bytecode has the byte order of the machine that made it, so the compiler that makes it
 * has that byte order too.
 */
async function writeBytecode(toolchain: Toolchain, sources: CompactSources, program: Program): Promise<string> {
  const maker = toolchain.bigEndian === true ? toolchain : requireToolchain({ os: "linux", arch: "amd64" });
  const objects = await compileObjects([...engine(sources, maker), hostFile(sources, maker, "compile-bytecode")]);
  const compiler = join(program.folder, "compile-bytecode");
  runProgram([maker.compiler, "-static", ...maker.flags, ...objects, "-o", compiler, "-lm", "-lpthread"]);
  const unit = join(program.folder, "program.c");
  runProgram([...maker.runner, compiler, unit, ...program.modules.map(({ name, path }) => `${name}=${path}`)]);
  return unit;
}
