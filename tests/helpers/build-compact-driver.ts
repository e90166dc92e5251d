/** Builds the driver of the QuickJS host if it is missing or outdated: bun tests/helpers/build-compact-driver.ts OUTFILE [--sanitize] */
import { join, resolve } from "node:path";
import { compileCompact } from "../../build/compact/compile-compact.ts";
import { exclusively } from "../../build/compact/exclusively.ts";
import { compilerVersion } from "../../build/compact/object-files.ts";
import { requireToolchain } from "../../build/compact/toolchains.ts";
import { importedFiles, type Inputs } from "../../build/content-key.ts";
import { luaModuleInputs } from "../../build/ensure-lua-module.ts";
import { ensureMade } from "../../build/ensure-made.ts";
import { ROOT } from "../../build/root.ts";
import { TARGETS, type CompactTarget } from "../../build/targets.ts";

const NATIVE = join(ROOT, "src/host/quickjs");
const entrypoint = resolve(import.meta.dir, "compact-host-driver.ts");

/** Every file of TypeScript, C and patches that gets into the driver or makes it; the test files want it side by side. */
function inputsOf(target: CompactTarget, flags: readonly string[]): Inputs {
  const native = [...new Bun.Glob("{native,patches}/*").scanSync({ cwd: NATIVE, absolute: true })].toSorted();
  const scripts = [entrypoint, import.meta.path].flatMap(importedFiles);
  const lua = luaModuleInputs();
  const version = compilerVersion(requireToolchain(target).compiler);
  return { files: [...scripts, ...native, ...lua.files], words: [...lua.words, version, ...flags] };
}

const target = TARGETS.find(({ host, os, arch }) => host === "quickjs" && os === "linux" && arch === "amd64");
const [outfile, ...flags] = process.argv.slice(2);
if (target?.host !== "quickjs" || outfile === undefined) throw new Error("usage: build-compact-driver.ts OUTFILE");
await exclusively(`${outfile}.lock`, () =>
  ensureMade(outfile, inputsOf(target, flags), () =>
    compileCompact(target, outfile, { entrypoint, sanitize: flags.includes("--sanitize") }),
  ),
);
