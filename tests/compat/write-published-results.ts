import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { corpusIsMissing, ORIGINS, readPublished } from "./published-corpus.ts";
import { resultOf } from "./published-result.ts";

const FILE = join(import.meta.dir, "snapshots/published.json");

/** Records luff's result for every published manifest, a line each. Review the change before you commit it. */
function record(): void {
  const missing = corpusIsMissing();
  if (missing !== undefined) throw new Error(missing);
  const folders = Object.keys(ORIGINS);
  const lines = folders.map((folder) => `  "${folder}": ${JSON.stringify(resultOf(readPublished(folder)))}`);
  writeFileSync(FILE, `{\n${lines.join(",\n")}\n}\n`);
  console.log(`${folders.length} manifests written to ${FILE}`);
}

record();
