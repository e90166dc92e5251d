import { readFileSync } from "node:fs";
import { join } from "node:path";
import { releaseNotes } from "./release/release-notes.ts";
import { ROOT } from "./root.ts";

const CHANGELOG = join(ROOT, "CHANGELOG.md");

/** Prints the notes of a release from CHANGELOG.md: `bun build/print-release-notes.ts v1.2.3`. The exit status is 1 where there are none. */
function main(): void {
  try {
    process.stdout.write(releaseNotes(readFileSync(CHANGELOG, "utf8"), process.argv[2] ?? ""));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

main();
