import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Fault } from "../../src/manifest/fault.ts";
import { parseManifest } from "../../src/manifest/parse-manifest.ts";
import { realHelm } from "../helpers/real-helm.ts";
import { makeOddManifests } from "./odd-manifests.ts";

const helm = realHelm(4);
if (helm.path === undefined) console.log(`Unusual manifests are not compared: ${helm.reason}`);

/** What Helm 4 loads and luff refuses, with the reason. */
const REFUSED: readonly { readonly reason: string; readonly fits: (fault: Fault) => boolean }[] = [
  {
    reason: "text in quotes that goes on at the first column is an error in YAML 1.2",
    fits: ({ code, message }) => code === "yaml-syntax" && message.includes("text in quotes does not end"),
  },
  { reason: "a manifest cannot have binary values", fits: ({ code }) => code === "tag-unsupported" },
];

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "luff-odd-"));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** The plugins that Helm 4 finds in a folder: name -> version. It skips each plugin that it cannot load. */
function listByHelm(plugins: string): ReadonlyMap<string, string> {
  const env = { PATH: process.env["PATH"], HOME: directory, HELM_PLUGINS: plugins };
  const { stdout } = Bun.spawnSync([helm.path!, "plugin", "list"], { env });
  const rows = stdout.toString().split("\n").slice(1).filter(Boolean);
  return new Map(rows.map((row) => row.split("\t").map((cell) => cell.trim()) as [string, string]));
}

/** LUFF_FUZZ_SEED adds new ones. */
const SEEDS = [1, 2, 3, 4, ...(process.env["LUFF_FUZZ_SEED"] ?? "").split(" ").filter(Boolean).map(Number)];

describe.skipIf(helm.path === undefined)("unusual manifests", () => {
  test.each(SEEDS)("that Helm 4 loads are loaded, under their name and version: seed %d", (seed) => {
    const texts = makeOddManifests(300, seed);
    const plugins = join(directory, String(seed));
    for (const [index, text] of texts.entries()) {
      mkdirSync(join(plugins, `p${index}`), { recursive: true });
      writeFileSync(join(plugins, `p${index}`, "plugin.yaml"), text);
    }
    const listed = listByHelm(plugins);
    expect(listed.size).toBeGreaterThan(30);
    for (const [name, version] of listed) {
      const text = texts[Number(name.slice(1))]!;
      const { plugin, faults } = parseManifest(new TextEncoder().encode(text));
      // One syntax error causes others, so one listed fault is enough.
      if (faults.some((fault) => REFUSED.some(({ fits }) => fits(fault)))) continue;
      expect({ text, name: plugin?.name, version: plugin?.version }).toEqual({ text, name, version });
    }
  });
});
