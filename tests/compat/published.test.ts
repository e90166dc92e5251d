import { describe, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseManifest } from "../../src/manifest/parse-manifest.ts";
import { scanName } from "../../src/manifest/scan-name.ts";
import { PUBLISHED_CORPUS } from "../../build/published-corpus.ts";
import { corpusIsMissing, ORIGINS, readPublished } from "./published-corpus.ts";
import { resultOf } from "./published-result.ts";
import recorded from "./snapshots/published.json" with { type: "json" };

/** Manifests that a Helm loads and luff does not, with the reason. */
const NOT_LOADED: Readonly<Record<string, string>> = {};

interface Expectation {
  readonly helm3: { readonly ok: boolean };
  readonly helm4: { readonly ok: boolean };
}

const RECORDED: Readonly<Record<string, object>> = recorded;
const FOLDERS = Object.keys(ORIGINS);
const missing = corpusIsMissing();
if (missing !== undefined) console.log(`Published manifests are not read: ${missing}`);

describe.skipIf(missing !== undefined)("a published manifest", () => {
  test.each(FOLDERS)("is the one that was reviewed: %s", (name) => {
    const digest = createHash("sha256").update(readPublished(name)).digest("hex");
    expect(digest).toBe(ORIGINS[name]!.sha256);
  });

  test.each(FOLDERS)("gives the recorded result: %s", (name) => {
    expect(resultOf(readPublished(name))).toEqual(RECORDED[name]!);
  });

  test.each(FOLDERS)("is loaded if a Helm loads it: %s", (name) => {
    const { helm3, helm4 } = ORIGINS[name]!;
    const { plugin } = parseManifest(readPublished(name));
    if ((helm3 || helm4) && !(name in NOT_LOADED)) expect(plugin).toBeDefined();
    else expect(plugin).toBeUndefined();
  });

  test.each(FOLDERS)("has a name that scanName finds without parsing: %s", (name) => {
    const bytes = readPublished(name);
    expect(scanName(new TextDecoder().decode(bytes))).toBe(parseManifest(bytes).plugin?.name);
  });
});

const expectations = join(PUBLISHED_CORPUS, "expectations.json");

test.skipIf(!existsSync(expectations))("the list of origins agrees with the corpus about Helm", () => {
  const said = JSON.parse(readFileSync(expectations, "utf8")) as Readonly<Record<string, Expectation>>;
  const helms = Object.entries(said).map(([name, { helm3, helm4 }]) => [name, { helm3: helm3.ok, helm4: helm4.ok }]);
  const listed = Object.entries(ORIGINS).map(([name, { helm3, helm4 }]) => [name, { helm3, helm4 }]);
  expect(Object.fromEntries(helms)).toEqual(Object.fromEntries(listed));
});

test("every origin has a recorded result", () => {
  expect(Object.keys(RECORDED)).toEqual(FOLDERS);
});
