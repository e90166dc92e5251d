import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { machineNeeds } from "../../build/machine-needs.ts";
import { TARGETS, targetFile, targetName } from "../../build/targets.ts";
import packageManifest from "../../package.json" with { type: "json" };

const ROOT = resolve(import.meta.dir, "../..");
const readme = readFileSync(resolve(ROOT, "README.md"), "utf8");

describe("README.md", () => {
  test("has a row for each target of the matrix", () => {
    const rows = TARGETS.map((target) => `| \`${targetName(target)}\` | \`${targetFile(target)}\` |`);
    expect(rows.filter((row) => !readme.includes(row))).toEqual([]);
  });

  test("says in a target's row what the executable needs", () => {
    const words = { "a processor with SSE4.2 (x86-64-v2)": "SSE4.2", "/proc": "`/proc`" };
    for (const target of TARGETS) {
      const row = readme.split("\n").find((line) => line.startsWith(`| \`${targetName(target)}\` |`)) ?? "";
      const needs = machineNeeds(target);
      const found = Object.entries(words).filter(([, word]) => row.includes(word));
      expect([row, found.map(([need]) => need)]).toEqual([row, [...needs]]);
    }
  });

  test("compares luff with the figures that are in the tables of its speed", () => {
    const [, comparison = "", speed = ""] = /^## Beside Helm(.*)^## Speed$(.*)^## Try it/ms.exec(readme) ?? [];
    const figures = comparison.match(/[\d.]+ ms/g) ?? [];
    expect(figures).toHaveLength(6);
    expect(figures.filter((figure) => !speed.includes(figure))).toEqual([]);
  });

  test("names only scripts that package.json has", () => {
    const named = [...readme.matchAll(/npm (?:run ([a-z]+)|(test))/g)].map(([, script, test]) => script ?? test ?? "");
    expect(named).toContain("demo");
    expect(named.filter((name) => !Object.hasOwn(packageManifest.scripts, name))).toEqual([]);
  });

  test("has the commands of continuous integration", () => {
    const commands = [...readme.matchAll(/^(npm [a-z ]+?) +#/gm)].map(([, command]) => command);
    const lines = readFileSync(resolve(ROOT, ".ci/run"), "utf8").trimEnd().split("\n");
    expect(commands).toEqual(["npm run demo", "npm test"]);
    expect(lines.slice(-2)).toEqual(["npm run demo", "npm test"]);
  });
});
