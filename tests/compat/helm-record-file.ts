import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HelmMajor } from "../../build/helm-releases.ts";
import type { Outcome, Start } from "./helm-outcome.ts";

export type Outcomes = Readonly<Record<HelmMajor, Outcome>>;

/** What the real Helms did, by the name of the case. */
export type HelmRecord = Readonly<Record<string, Outcomes>>;

type Variables = Start["environment"];

/** The file's form: an environment is told by its difference from the commonest one, "" meaning a variable that is not set there. */
interface Stored {
  readonly usual: Readonly<Record<HelmMajor, Variables>>;
  readonly cases: HelmRecord;
}

export const RECORD_FILE = join(import.meta.dir, "snapshots/helm-recorded.json");
const ABSENT = "(not set)";

/** Reads what was recorded, environments in full. */
export function readHelmRecord(): HelmRecord {
  const { usual, cases } = JSON.parse(readFileSync(RECORD_FILE, "utf8")) as Stored;
  return mapEnvironments(cases, (environment, major) => {
    const whole = Object.entries({ ...usual[major], ...environment }).filter(([, value]) => value !== ABSENT);
    return Object.fromEntries(whole.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** The text of the record: one case in a line, so that a change is read as a change of that case. */
export function recordText(record: HelmRecord, usual: Outcomes): string {
  const common = { 3: usual[3].start?.environment ?? {}, 4: usual[4].start?.environment ?? {} };
  const cases = mapEnvironments(record, (environment, major) => difference(common[major], environment));
  const lines = Object.entries(cases).map(
    ([name, outcomes]) => `    ${JSON.stringify(name)}: ${JSON.stringify(outcomes)}`,
  );
  return `{\n  "usual": ${JSON.stringify(common)},\n  "cases": {\n${lines.join(",\n")}\n  }\n}\n`;
}

function difference(from: Variables, to: Variables): Variables {
  const changed = Object.entries(to).filter(([name, value]) => from[name] !== value);
  const gone = Object.keys(from).filter((name) => !(name in to));
  return Object.fromEntries([...changed, ...gone.map((name) => [name, ABSENT])]);
}

function mapEnvironments(
  record: HelmRecord,
  change: (environment: Variables, major: HelmMajor) => Variables,
): HelmRecord {
  const one = (outcome: Outcome, major: HelmMajor): Outcome =>
    outcome.start === undefined
      ? outcome
      : { ...outcome, start: { ...outcome.start, environment: change(outcome.start.environment, major) } };
  return Object.fromEntries(
    Object.entries(record).map(([name, outcomes]) => [name, { 3: one(outcomes[3], 3), 4: one(outcomes[4], 4) }]),
  );
}
