import { runScript, UsageError } from "./command-line.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requireTarget } from "./compile.ts";
import { judgeTarget } from "./judge-target.ts";
import { unpackProgram } from "./release/unpack-program.ts";
import { targetName, type Target } from "./targets.ts";
import { testTarget } from "./test-target.ts";
import { ROOT } from "./root.ts";

const RELEASE = join(ROOT, "dist/release");

const USAGE = `usage: bun build/test-release.ts TARGET ...
Checks the archives in dist/release against checksums.txt, and runs the end-to-end suite over the programs in them. The
exit status is 1 if a test failed, or was skipped that build/allowed-skips.ts does not allow.`;

interface CommandLine {
  readonly positionals: readonly string[];
}

async function main({ positionals }: CommandLine): Promise<void> {
  const targets = positionals.map(requireTarget);
  if (targets.length === 0) throw new UsageError("name the targets whose archives to test");
  const lines: string[] = [];
  for (const target of targets) lines.push(await testArchive(target));
  for (const line of lines) console.log(line);
}

/** Tests the target's archive and returns the line about it; sets the exit status. */
async function testArchive(target: Target): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "luff-release-"));
  try {
    const report = await testTarget(target, await unpackProgram(target, RELEASE, folder));
    const { outcome, failed, lines } = judgeTarget({ target, suite: "end-to-end", report });
    for (const line of lines) console.log(line);
    if (failed) process.exitCode = 1;
    return `${targetName(target)}: ${outcome}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) await runScript(USAGE, { allowPositionals: true }, main);
