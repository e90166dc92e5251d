import { afterEach, beforeEach, expect, test } from "bun:test";
import { readdirSync, utimesSync } from "node:fs";
import { sep } from "node:path";
import { sweepEntries } from "../../../src/cache/sweep-entries.ts";
import { createHost } from "../../../src/host/bun/host.ts";
import { createSandbox, type Sandbox } from "../../helpers/sandbox.ts";

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

const NOW = Date.UTC(2026, 0, 31);
const HOUR = 3_600_000;

test("removes temporary files older than a day, and no newer ones", () => {
  const ages = { "manifest-b-1.json": 25, "manifest-b-2.json.7.tmp": 25, "manifest-b-3.json.7.tmp": 23 };
  for (const [name, hours] of Object.entries(ages)) {
    sandbox.write(`parsed/${name}`, "x");
    const moment = new Date(NOW - hours * HOUR);
    utimesSync(sandbox.path(`parsed/${name}`), moment, moment);
  }
  sweepEntries(createHost(), sandbox.path("parsed") + sep, { build: "b", now: NOW });
  expect(readdirSync(sandbox.path("parsed")).toSorted()).toEqual(["manifest-b-1.json", "manifest-b-3.json.7.tmp"]);
});

test.each([
  ["manifests", 16],
  ["kubeconfig", 16],
  ["beginnings", 16],
  ["manifest", 20],
])("keeps the newest entries of %s: %d of 20", (kind, kept) => {
  const names = Array.from({ length: 20 }, (_, index) => `${kind}-b-${String(index).padStart(2, "0")}.json`);
  for (const [index, name] of names.entries()) {
    const moment = new Date(NOW - index * HOUR);
    utimesSync(sandbox.write(`parsed/${name}`, "x"), moment, moment);
  }
  sweepEntries(createHost(), sandbox.path("parsed") + sep, { build: "b", now: NOW });
  expect(readdirSync(sandbox.path("parsed")).toSorted()).toEqual(names.slice(0, kept));
});
