import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { requireTarget } from "./compile.ts";
import { unpackProgram } from "./release/unpack-program.ts";

const ROOT = resolve(import.meta.dir, "..");

const USAGE = `usage: bun build/test-release.ts --target NAME [--emulated]
Runs the end-to-end tests over the program in the target's archive in dist/release, which must run on this machine.`;

/** What qemu's user emulation does in its own way: it does not hand the ignored signals down. */
const NOT_EMULATED = "^(?!.*the signals that its caller ignores)";

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { target: { type: "string" }, emulated: { type: "boolean" } } });
  if (values.target === undefined) throw new Error(USAGE);
  const target = requireTarget(values.target);
  const folder = mkdtempSync(join(tmpdir(), "luff-release-"));
  try {
    const program = await unpackProgram(target, join(ROOT, "dist/release"), folder);
    const selection = values.emulated === true ? ["--test-name-pattern", NOT_EMULATED] : [];
    const tests = Bun.spawn([process.execPath, "test", "--parallel", ...selection, "./tests/e2e"], {
      cwd: ROOT,
      env: { ...process.env, LUFF_BINARY: program },
      stdio: ["ignore", "inherit", "inherit"],
    });
    process.exitCode = await tests.exited;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) await main();
