import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { cannotBuild, emulatorOf, type Emulator } from "./emulators.ts";
import type { TestReport } from "./junit-report.ts";
import { limitsOf, renderLimit } from "./platform-limits.ts";
import { runTests } from "./run-tests.ts";
import { targetName, type Target } from "./targets.ts";

/** The suite over Windows's executables is this one file: the others want a POSIX shell. */
const WINDOWS_SUITE = "tests/e2e/windows.test.ts";

/** Why the target's executable cannot be run on this machine, undefined where it can. */
export function cannotTest(target: Target): string | undefined {
  const emulator = emulatorOf(target);
  return typeof emulator === "string" ? emulator : cannotBuild(target);
}

/**
 * Runs the end-to-end suite over the target's executable, under an emulator where it takes one.
 * Throws where the executable cannot be run here (`cannotTest`).
 */
export async function testTarget(target: Target, executable: string): Promise<TestReport> {
  const emulator = emulatorOf(target);
  if (typeof emulator === "string") throw new Error(`${targetName(target)} is not run: ${emulator}`);
  const { limits, flags } = limitsOf(target);
  for (const limit of limits) console.log(renderLimit(target, limit));
  const folder = mkdtempSync(join(tmpdir(), "luff-launcher-"));
  try {
    const binary = emulator.command.length === 0 ? executable : writeLauncher(folder, emulator, executable);
    await steer(emulator.server?.start);
    return await runTests(endToEndTests(target), { LUFF_BINARY: binary, LUFF_EXECUTABLE: executable }, flags);
  } finally {
    await steer(emulator.server?.stop);
    rmSync(folder, { recursive: true, force: true });
  }
}

function endToEndTests(target: Target): string[] {
  if (target.os === "windows") return [WINDOWS_SUITE];
  const root = resolve(import.meta.dir, "..");
  const files = [...new Bun.Glob("tests/e2e/**/*.test.ts").scanSync({ cwd: root })];
  return files.filter((file) => file !== WINDOWS_SUITE).toSorted();
}

/** A script that the tests start in the executable's place. */
function writeLauncher(folder: string, emulator: Emulator, executable: string): string {
  const launcher = join(folder, "luff");
  const words = [...emulator.command, executable].map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
  writeFileSync(launcher, `#!/bin/sh\nexec ${words.join(" ")} "$@"\n`);
  chmodSync(launcher, 0o755);
  return launcher;
}

async function steer(command: readonly string[] | undefined): Promise<void> {
  if (command !== undefined) await Bun.spawn([...command], { stdio: ["ignore", "ignore", "ignore"] }).exited;
}
