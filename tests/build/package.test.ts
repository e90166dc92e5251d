import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import packageManifest from "../../package.json" with { type: "json" };

const ROOT = resolve(import.meta.dir, "../..");

describe("package.json", () => {
  test("names the same Bun everywhere, which is the one that runs", () => {
    const { bun, "@types/bun": types } = packageManifest.devDependencies;
    expect(packageManifest.scripts.setup).toContain(`--package=bun@${bun} `);
    expect([bun, types]).toEqual([Bun.version, Bun.version]);
  });

  test("pins every version", () => {
    const loose = Object.entries(packageManifest.devDependencies).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(?:-\d+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});

describe("bun.lock", () => {
  test("names no registry", () => {
    expect(readFileSync(resolve(ROOT, "bun.lock"), "utf8")).not.toContain("://");
  });
});

describe("CHANGELOG.md", () => {
  test("has a section for the version or for unreleased changes", () => {
    const text = readFileSync(resolve(ROOT, "CHANGELOG.md"), "utf8");
    expect(text).toMatch(new RegExp(`^## \\[(Unreleased|${RegExp.escape(packageManifest.version)})\\]`, "m"));
  });
});
