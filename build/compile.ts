import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runScript, UsageError } from "./command-line.ts";
import { buildStamp } from "./build-stamp.ts";
import { bunExecutable } from "./bun-executable.ts";
import { compileCompact } from "./compact/compile-compact.ts";
import { clipanionPlatform, NO_STREAMS } from "./clipanion-platform.ts";
import { ensureLuaModule } from "./ensure-lua-module.ts";
import { libraryChunks } from "./lua-library/library-chunks.ts";
import { signMachO } from "./sign-macho.ts";
import {
  executableSuffix,
  findTarget,
  TARGETS,
  targetFile,
  targetName,
  type BunTarget,
  type Target,
} from "./targets.ts";
import { ROOT } from "./root.ts";

/** The executable for this machine that `bun run build` makes. */
export const LOCAL_BINARY = join(ROOT, "dist", `luff${executableSuffix(process.platform)}`);

/**
 * Compiles luff into one file. Without a target the file is for this machine, made from the Bun that runs this script.
 * The Bun of another target is downloaded once from the npm registry.
 */
export async function compileLuff(outfile: string, target?: BunTarget): Promise<void> {
  mkdirSync(join(ROOT, "dist"), { recursive: true });
  await ensureLuaModule();
  await Bun.build({
    entrypoints: [join(ROOT, "src/main.ts")],
    target: "bun",
    format: "esm",
    // Keeps function names, for the stacks in bug reports.
    minify: { whitespace: true, syntax: true, identifiers: false },
    bytecode: true,
    splitting: true,
    // A start reads three chunks instead of five.
    minChunkSize: 65_536,
    define: {
      ...buildStamp(target === undefined ? undefined : targetName(target)),
      ...NO_STREAMS,
      // Otherwise @tybys/wasm-util prints its errors to stderr.
      "process.env.NODE_ENV": '"production"',
    },
    plugins: [clipanionPlatform, libraryChunks()],
    compile: {
      outfile,
      executablePath: bunExecutable(target),
      ...(target === undefined ? {} : { target: target.bunTarget }),
      // Code that runs for milliseconds is not worth compiling: this makes a start 9 % faster and saves 1.6 MB.
      jitPolicy: 8,
      // Nothing in the user's folder may change what luff does.
      autoloadDotenv: false,
      autoloadBunfig: false,
      autoloadTsconfig: false,
      autoloadPackageJson: false,
    },
  });
  if ((target?.os ?? process.platform) === "darwin") sign(outfile);
}

/**
 * Replaces the signature. For amd64 Bun keeps the one of its own executable, with the hashes of another file. macOS
 * needs a new file for a new signature.
 */
function sign(outfile: string): void {
  const signed = `${outfile}.signed`;
  writeFileSync(signed, signMachO(readFileSync(outfile), "luff"), { mode: 0o755 });
  renameSync(signed, outfile);
}

/** Compiles the target into its file in dist and returns the path. */
export async function compileTarget(target: Target): Promise<string> {
  const outfile = join(ROOT, "dist", targetFile(target));
  await (target.host === "bun" ? compileLuff(outfile, target) : compileCompact(target, outfile));
  return outfile;
}

/** Returns the target with this name. Throws if there is none. */
export function requireTarget(name: string): Target {
  const target = findTarget(name);
  if (target === undefined) {
    throw new UsageError(`unknown target ${name}; the targets are ${TARGETS.map(targetName).join(", ")}`);
  }
  return target;
}

async function buildTarget(target: Target): Promise<void> {
  const start = performance.now();
  const outfile = await compileTarget(target);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const megabytes = (Bun.file(outfile).size / 1e6).toFixed(1);
  const file = targetFile(target);
  console.log(`${targetName(target).padEnd(18)} ${megabytes.padStart(6)} MB ${seconds.padStart(5)} s  dist/${file}`);
}

const USAGE = `usage: bun run build -- [--all | --target NAME ...] [--list]
Compiles luff into dist. Without options it makes dist/luff, for this machine.
  --target NAME  compile for this target, into the file that README.md names; may be repeated
  --all          compile for every target
  --list         print the targets and build nothing`;

const COMMAND_LINE = {
  options: { target: { type: "string", multiple: true }, all: { type: "boolean" }, list: { type: "boolean" } },
} as const;

interface Wanted {
  readonly target?: string[];
  readonly all?: boolean;
  readonly list?: boolean;
}

async function main({ values }: { readonly values: Wanted }): Promise<void> {
  if (values.list === true) {
    console.log(TARGETS.map(targetName).join("\n"));
    return;
  }
  const names = values.all === true ? TARGETS.map(targetName) : (values.target ?? []);
  for (const name of names) await buildTarget(requireTarget(name));
  if (names.length === 0) {
    await compileLuff(LOCAL_BINARY);
    console.log(LOCAL_BINARY);
  }
}

if (import.meta.main) await runScript(USAGE, COMMAND_LINE, main);
