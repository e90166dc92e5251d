import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import type { HelmMajor } from "../../build/helm-releases.ts";
import { REASONS } from "./difference-reasons.ts";
import { HELM_CASES } from "./helm-cases/all.ts";
import { differencesOf, type Facts } from "./helm-compare.ts";
import { outcomesUnderLuff } from "./helm-outcome.ts";
import { readHelmRecord } from "./helm-record-file.ts";
import { EVERYWHERE, LISTED_DIFFERENCES } from "./listed-differences.ts";
import { MANUAL_FILE } from "./manual-file.ts";
import { withDifferences } from "./render-differences.ts";

const RECORD = readHelmRecord();
const NAMES = HELM_CASES.map((helmCase) => helmCase.name);
const MAJORS: readonly HelmMajor[] = [3, 4];

/** The listed differences between luff and a Helm in a case. */
function listed(name: string, major: HelmMajor): Facts {
  const rows = LISTED_DIFFERENCES.filter((row) => row.case === name && row.helm.includes(major));
  return Object.assign({}, ...rows.map((row) => row.luff)) as Facts;
}

// The programs of the cases are shell scripts with POSIX paths.
describe.skipIf(process.platform === "win32")("luff beside Helm", () => {
  test.each(HELM_CASES)("$name", async (helmCase) => {
    const [luff, ...again] = await outcomesUnderLuff(helmCase);
    if (luff === undefined) throw new Error("luff did not run");
    for (const other of again) expect(other).toStrictEqual(luff);
    for (const major of MAJORS) {
      const helm = RECORD[helmCase.name]![major];
      const found = Object.fromEntries(differencesOf(helm, luff).map(({ field, luff: does }) => [field, does]));
      if (major === EVERYWHERE.helm && luff.start !== undefined && helm.start !== undefined) {
        expect(EVERYWHERE.field in found).toBe(helmCase.env?.[EVERYWHERE.variable] === undefined);
        delete found[EVERYWHERE.field];
      }
      expect({ helm: major, does: found }).toStrictEqual({ helm: major, does: { ...listed(helmCase.name, major) } });
    }
  });
});

describe("the tables", () => {
  test("contain each case once, and at least 60 cases", () => {
    expect(NAMES.toSorted()).toEqual([...new Set(NAMES)].toSorted());
    expect(NAMES.length).toBeGreaterThanOrEqual(60);
  });

  test("list differences of known cases only, each fact once", () => {
    const facts = LISTED_DIFFERENCES.flatMap((row) =>
      row.helm.flatMap((major) => Object.keys(row.luff).map((field) => `${row.case} ${major} ${field}`)),
    );
    expect(facts.filter((fact, index) => facts.indexOf(fact) !== index)).toEqual([]);
    expect(LISTED_DIFFERENCES.filter((row) => !NAMES.includes(row.case))).toEqual([]);
  });

  test("contain no unused reason", () => {
    const used = new Set<string>([EVERYWHERE.reason, ...LISTED_DIFFERENCES.map((row) => row.reason)]);
    expect(Object.keys(REASONS).filter((reason) => !used.has(reason))).toEqual([]);
  });

  test("match the manual (bun tests/compat/write-manual.ts writes it)", () => {
    const manual = readFileSync(MANUAL_FILE, "utf8");
    expect(withDifferences(manual, RECORD) === manual).toBe(true);
  });

  test("match the record: it has every case and no other", () => {
    expect(Object.keys(RECORD).toSorted()).toEqual(NAMES.toSorted());
  });
});
