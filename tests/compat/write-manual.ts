import { readFileSync, writeFileSync } from "node:fs";
import { readHelmRecord } from "./helm-record-file.ts";
import { MANUAL_FILE } from "./manual-file.ts";
import { withDifferences } from "./render-differences.ts";

writeFileSync(MANUAL_FILE, withDifferences(readFileSync(MANUAL_FILE, "utf8"), readHelmRecord()));
console.log(MANUAL_FILE);
