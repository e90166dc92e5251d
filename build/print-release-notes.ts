import { runScript } from "./command-line.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { releaseNotes } from "./release/release-notes.ts";
import { ROOT } from "./root.ts";

const CHANGELOG = join(ROOT, "CHANGELOG.md");

const USAGE = `usage: bun build/print-release-notes.ts vVERSION
Prints the notes of a release from CHANGELOG.md. The exit status is 1 if there are none.`;

function main({ positionals: [tag = ""] }: { readonly positionals: readonly string[] }): void {
  try {
    process.stdout.write(releaseNotes(readFileSync(CHANGELOG, "utf8"), tag));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

await runScript(USAGE, { allowPositionals: true }, main);
