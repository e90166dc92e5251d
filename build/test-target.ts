import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cannotBuild, emulatorOf, reachOf, WINE, type Emulator } from "./emulators.ts";
import type { TestReport } from "./junit-report.ts";
import { withOwnLoader } from "./musl/with-own-loader.ts";
import { limitsOf, renderSkip } from "./platform-limits.ts";
import { ROOT } from "./root.ts";
import { runProgram } from "./run-program.ts";
import { runTests } from "./run-tests.ts";
import { suiteFiles, type Suite } from "./suites.ts";
import { targetName, type Target } from "./targets.ts";

/**
 * Why the target's executable cannot run on this machine, undefined if it can. A Wine that was made by other scripts, or in
 * another folder, is made again; throws if that fails.
 */
export async function cannotTest(target: Target): Promise<string | undefined> {
  const emulator = emulatorOf(target);
  if (typeof emulator === "string") return emulator;
  if (reachOf(target) === "wine") renewWine();
  return cannotBuild(target);
}

function renewWine(): void {
  runProgram([join(ROOT, "build/wine/install-wine.sh"), WINE]);
  runProgram([join(ROOT, "build/wine/install-gosh.sh"), join(WINE, "gosh.exe")]);
}

/**
 * Runs a suite over the target's executable, under an emulator if it needs one, and prints a line with the reason for
 * each test that is left out. `files` is the whole suite unless others are given. Throws if the executable cannot run here
 * (`cannotTest`).
 */
export async function testTarget(
  target: Target,
  executable: string,
  suite: Suite = "end-to-end",
  files = suiteFiles(suite, target),
): Promise<TestReport> {
  const emulator = emulatorOf(target);
  if (typeof emulator === "string") throw new Error(`${targetName(target)} is not run: ${emulator}`);
  // A short path, because musl's loader needs one.
  const folder = mkdtempSync("/tmp/l");
  try {
    const binary = launchable(target, emulator, { executable, folder });
    for (const command of emulator.start) await runQuietly(command);
    const environment = {
      LUFF_BINARY: binary,
      LUFF_EXECUTABLE: executable,
      LUFF_PLATFORM: `${target.os}/${target.arch}`,
    };
    const report = await runTests(files, environment, limitsOf(target, suite).flags);
    for (const test of report.skipped) console.log(renderSkip(target, suite, test));
    return report;
  } finally {
    for (const command of emulator.stop) await runQuietly(command);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the tests start: the executable itself, or a file in the folder that starts it. */
function launchable(target: Target, emulator: Emulator, files: { executable: string; folder: string }): string {
  const { executable, folder } = files;
  const program = emulator.ownLoader ? withOwnLoader(target.arch, executable, folder) : executable;
  return emulator.command.length === 0
    ? program
    : writeLauncher(folder, [...emulator.command, emulator.pathOf(program)]);
}

/**
 * Writes a script that the tests start instead of the executable, and returns its path. The command replaces the
 * script's process.
 */
export function writeLauncher(folder: string, command: readonly string[]): string {
  const launcher = join(folder, "luff");
  const words = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
  writeFileSync(launcher, `#!/bin/sh\nexec ${words.join(" ")} "$@"\n`);
  chmodSync(launcher, 0o755);
  return launcher;
}

async function runQuietly(command: readonly string[]): Promise<void> {
  await Bun.spawn([...command], { stdio: ["ignore", "ignore", "ignore"] }).exited;
}
