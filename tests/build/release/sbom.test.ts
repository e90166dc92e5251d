import { describe, expect, test } from "bun:test";
import { renderSbom, type Subject } from "../../../build/release/sbom.ts";
import type { Component } from "../../../build/third-party/component.ts";

const SUBJECT: Subject = {
  version: "1.0.0",
  target: "linux/vax",
  archive: { file: "luff-linux-vax.tar.gz", sha256: "0123456789abcdef".repeat(4) },
  time: new Date("2026-01-02T03:04:05Z"),
};
const COMPONENTS: readonly Component[] = [
  {
    name: "yaml",
    version: "2",
    license: { spdx: "ISC" },
    home: "https://y",
    purl: "pkg:npm/yaml@2",
    sha512: "ab".repeat(64),
  },
  {
    name: "Bun",
    license: { page: "https://b/licences" },
    home: "https://b",
    parts: [{ name: "zstd", license: { spdx: "BSD-3-Clause" }, home: "https://z" }],
  },
];

interface Parsed {
  readonly [key: string]: unknown;
  readonly components: readonly Record<string, unknown>[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

const sbom = JSON.parse(renderSbom(SUBJECT, COMPONENTS)) as Parsed;

describe("renderSbom", () => {
  test("writes CycloneDX 1.6 about the archive", () => {
    expect(sbom).toMatchObject({
      bomFormat: "CycloneDX",
      specVersion: "1.6",
      serialNumber: "urn:uuid:01234567-89ab-8def-8123-456789abcdef",
      metadata: {
        timestamp: "2026-01-02T03:04:05.000Z",
        component: {
          type: "application",
          name: "luff",
          version: "1.0.0",
          hashes: [{ alg: "SHA-256", content: SUBJECT.archive.sha256 }],
          licenses: [{ expression: "Apache-2.0" }],
        },
      },
    });
  });

  test("has each component with its version, licence, package URL and digest", () => {
    expect(sbom.components.find(({ name }) => name === "yaml")).toMatchObject({
      type: "library",
      version: "2",
      purl: "pkg:npm/yaml@2",
      licenses: [{ expression: "ISC" }],
      hashes: [{ alg: "SHA-512", content: "ab".repeat(64) }],
      externalReferences: [{ type: "website", url: "https://y" }],
    });
  });

  test("has linked parts inside their component", () => {
    expect(sbom.components.find(({ name }) => name === "Bun")).toMatchObject({
      licenses: [{ license: { name: "several licenses", url: "https://b/licences" } }],
      components: [{ name: "zstd", "bom-ref": "Bun/zstd" }],
    });
  });

  test("records that luff depends on the components, and they on their parts", () => {
    const dependsOn = (ref: string): readonly string[] | undefined =>
      sbom.dependencies.find((each) => each.ref === ref)?.dependsOn;
    expect(dependsOn("luff")).toEqual(["Bun", "yaml"]);
    expect(dependsOn("Bun")).toEqual(["Bun/zstd"]);
  });

  test("gives the same text for the same input in another order, and another serial number for another archive", () => {
    expect(renderSbom(SUBJECT, COMPONENTS.toReversed())).toBe(renderSbom(SUBJECT, COMPONENTS));
    const archive = { ...SUBJECT.archive, sha256: "f".repeat(64) };
    const other = JSON.parse(renderSbom({ ...SUBJECT, archive }, COMPONENTS)) as Parsed;
    expect(other["serialNumber"]).toBe("urn:uuid:ffffffff-ffff-8fff-bfff-ffffffffffff");
  });
});
