import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ensureLuaModule } from "../ensure-lua-module.ts";
import { targetName, type CompactTarget } from "../targets.ts";
import { bundleProgram, type BundledModule } from "./bundle.ts";
import { COMPACT_CACHE, fetchCompactSources, type CompactSources } from "./fetch-sources.ts";
import { compileObjects, type Compilation } from "./object-files.ts";
import { runProgram } from "../run-program.ts";
import { requireToolchain, type Toolchain } from "./toolchains.ts";
import { rewriteWasmSource } from "./wasm-source.ts";
import { renderWasmUnit } from "./wasm-unit.ts";
import { ROOT } from "../root.ts";

const NATIVE = join(ROOT, "src/host/quickjs/native");
const LUA_MODULE = join(ROOT, "dist/lua.wasm");

const ENGINE = ["quickjs", "libregexp", "libunicode", "cutils", "dtoa"];
const HOST = ["main", "text", "sha256", "wasm-runtime", "wasm-object", "interrupts", "files", "processes", "system"];
/** The same functions for each system, and what they need there. */
const PLATFORM: Readonly<Record<Toolchain["os"], readonly string[]>> = {
  linux: ["interrupts-posix", "files-posix", "processes-posix", "system-posix"],
  windows: ["windows-text", "interrupts-windows", "files-windows", "processes-windows", "system-windows"],
};
const COMMON = ["-O2", "-fwrapv", "-fno-strict-aliasing", "-ffunction-sections", "-fdata-sections", "-D_GNU_SOURCE"];
const LINK: Readonly<Record<Toolchain["os"], readonly string[]>> = {
  linux: ["-static", "-Wl,--gc-sections", "-s"],
  // The linker's clock would make every build another file.
  windows: ["-static", "-Wl,--gc-sections", "-s", "-Wl,--stack,16777216", "-Wl,--no-insert-timestamp"],
};
const LIBRARIES: Readonly<Record<Toolchain["os"], readonly string[]>> = {
  linux: ["-lm", "-lpthread", "-latomic"],
  windows: ["-lm", "-lpthread", "-lshell32"],
};

/**
 * Builds the compact executable of a target, of luff or of another program over the same host. Wants Debian 12 and the
 * compilers of install-compilers.sh.
 */
export async function compileCompact(
  target: CompactTarget,
  outfile: string,
  entrypoint = join(ROOT, "src/main-compact.ts"),
): Promise<void> {
  const sources = await fetchCompactSources();
  await ensureLuaModule();
  // A folder of its own, since builds may run beside each other.
  const folder = mkdtempSync(join(COMPACT_CACHE, "build-"));
  try {
    const modules = await bundleProgram(entrypoint, targetName(target), folder);
    const toolchain = requireToolchain(target);
    const objects = await compileTarget(toolchain, sources, { folder, modules });
    mkdirSync(dirname(outfile), { recursive: true });
    const { os, compiler, flags } = toolchain;
    runProgram([compiler, ...LINK[os], ...flags, ...objects, "-o", outfile, ...LIBRARIES[os]]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is compiled for one executable. */
interface Program {
  readonly folder: string;
  readonly modules: readonly BundledModule[];
}

async function compileTarget(toolchain: Toolchain, sources: CompactSources, program: Program): Promise<string[]> {
  const warnings = ["-Wall", "-Wextra", "-Wno-unused-parameter", "-Wno-cast-function-type"];
  return compileObjects([
    ...engine(sources, toolchain),
    ...[...HOST, ...PLATFORM[toolchain.os]].map((name) =>
      compilation(toolchain, join(NATIVE, `${name}.c`), { sources, flags: warnings }),
    ),
    compilation(toolchain, writeLuaModule(sources, program.folder), { sources, flags: ["-frounding-math"] }),
    compilation(toolchain, await writeBytecode(toolchain, sources, program), { sources, flags: [] }),
  ]);
}

function engine(sources: CompactSources, toolchain: Toolchain): Compilation[] {
  return ENGINE.map((name) => compilation(toolchain, join(sources.quickjs, `${name}.c`), { sources, flags: ["-w"] }));
}

function compilation(
  toolchain: Toolchain,
  source: string,
  more: { sources: CompactSources; flags: readonly string[] },
): Compilation {
  return {
    compiler: toolchain.compiler,
    flags: [
      ...COMMON,
      ...toolchain.flags,
      ...more.flags,
      `-DCONFIG_VERSION="${more.sources.quickjsVersion}"`,
      `-DLUFF_OS="${toolchain.os}"`,
      `-DLUFF_ARCH="${toolchain.arch}"`,
      // Otherwise assertions name the folder in which this machine has the sources.
      `-ffile-prefix-map=${more.sources.quickjs}=quickjs`,
    ],
    source,
    folders: [NATIVE, more.sources.quickjs],
  };
}

/** Lua's module as C. */
function writeLuaModule(sources: CompactSources, folder: string): string {
  const [code, header] = [join(folder, "lua.c"), join(folder, "lua.h")];
  runProgram([sources.wasm2c, LUA_MODULE, "-o", code, "-n", "lua"]);
  const unit = join(folder, "lua-module.c");
  writeFileSync(unit, renderWasmUnit(rewriteWasmSource(readFileSync(code, "utf8"), readFileSync(header, "utf8"))));
  return unit;
}

/** The program as bytecode in C. Bytecode has the byte order of the machine that made it, so a compiler of that order is run. */
async function writeBytecode(toolchain: Toolchain, sources: CompactSources, program: Program): Promise<string> {
  const maker = toolchain.bigEndian === true ? toolchain : requireToolchain({ os: "linux", arch: "amd64" });
  const objects = await compileObjects([
    ...engine(sources, maker),
    compilation(maker, join(NATIVE, "compile-bytecode.c"), { sources, flags: [] }),
  ]);
  const compiler = join(program.folder, "compile-bytecode");
  runProgram([maker.compiler, "-static", ...maker.flags, ...objects, "-o", compiler, "-lm", "-lpthread"]);
  const unit = join(program.folder, "program.c");
  runProgram([...maker.runner, compiler, unit, ...program.modules.map(({ name, path }) => `${name}=${path}`)]);
  return unit;
}
