import { writeFileSync } from "node:fs";
import type { HelmMajor } from "../../build/helm-releases.ts";
import { realHelm } from "../helpers/real-helm.ts";
import { HELM_CASES } from "./helm-cases/all.ts";
import { outcomeUnderHelm } from "./helm-outcome.ts";
import { type Outcomes, readHelmRecord, RECORD_FILE, recordText } from "./helm-record-file.ts";

/** The case whose environment is the most common. */
const USUAL_CASE = "arguments: none";

/** The path of a required Helm. Throws with the reason if it is missing. */
function requireHelm(major: HelmMajor): string {
  const helm = realHelm(major);
  if (helm.path === undefined) throw new Error(helm.reason);
  return helm.path;
}

/**
 * Runs every case under both Helms and records the outcomes; with `--new` only those of new cases:
 *   bun tests/compat/write-helm-record.ts [--new]
 */
async function record([option]: readonly string[]): Promise<void> {
  const [three, four] = [requireHelm(3), requireHelm(4)];
  const known = option === "--new" ? readHelmRecord() : {};
  const found: Record<string, Outcomes> = {};
  for (const helmCase of HELM_CASES) {
    const recorded = known[helmCase.name];
    if (recorded !== undefined) {
      found[helmCase.name] = recorded;
      continue;
    }
    const [a, b] = await Promise.all([outcomeUnderHelm(helmCase, three), outcomeUnderHelm(helmCase, four)]);
    found[helmCase.name] = { 3: a, 4: b };
  }
  writeFileSync(RECORD_FILE, recordText(found, found[USUAL_CASE]!));
  console.log(`${HELM_CASES.length} cases written to ${RECORD_FILE}`);
}

await record(process.argv.slice(2));
