import { writeFileSync } from "node:fs";
import { runScript } from "./command-line.ts";
import { readLibraryTypes, REFERENCE_FILE, renderReference } from "./library-reference.ts";

const USAGE = `usage: bun build/write-library-reference.ts
Writes the page about the library of Lua plugins, from the types of its modules.`;

async function main(): Promise<void> {
  writeFileSync(REFERENCE_FILE, renderReference(readLibraryTypes()));
  console.log(REFERENCE_FILE);
}

if (import.meta.main) await runScript(USAGE, {}, main);
