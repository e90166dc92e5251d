import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { findCorpus, ORIGINS, readPublished } from "./published-corpus.ts";
import { resultOf } from "./published-result.ts";

const FILE = join(import.meta.dir, "snapshots/published.json");

/** Writes down what luff makes of every published manifest, each in a line; the change is to be read before it is committed. */
function record(): void {
  const corpus = findCorpus();
  if (corpus.path === undefined) throw new Error(corpus.reason);
  const { path } = corpus;
  const folders = Object.keys(ORIGINS);
  const lines = folders.map((folder) => `  "${folder}": ${JSON.stringify(resultOf(readPublished(path, folder)))}`);
  writeFileSync(FILE, `{\n${lines.join(",\n")}\n}\n`);
  console.log(`${folders.length} manifests written to ${FILE}`);
}

record();
