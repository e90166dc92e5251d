import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HelmMajor } from "../../build/helm-releases.ts";
import type { Finding } from "../../src/author/finding.ts";
import { lintPlugin } from "../../src/author/lint-plugin.ts";
import { createMemoryHost } from "../helpers/memory-host.ts";
import { realHelm } from "../helpers/real-helm.ts";
import { LOADER_MANIFESTS } from "./lint-manifests.ts";
import { makeOddManifests } from "./odd-manifests.ts";
import { corpusIsMissing, ORIGINS, readPublished } from "./published-corpus.ts";

/** Manifests for which lint reports something else than this Helm does, with the reason. */
const DIFFERENCES: readonly {
  readonly reason: string;
  readonly helm: HelmMajor | "both";
  readonly fits: (finding: Finding) => boolean;
}[] = [
  {
    reason: "Helm 3.18.0 alone among the Helms 3 refuses a manifest that says one thing twice",
    helm: 3,
    fits: ({ code }) => code === "command-conflict" || code === "hooks-conflict",
  },
  {
    reason: "text in quotes that goes on at the first column is an error in YAML 1.2",
    helm: "both",
    fits: ({ code, message }) => code === "yaml-syntax" && message.includes("missing closing"),
  },
];

const HELMS = ([3, 4] as const).map((major) => ({ major, helm: realHelm(major) }));
const absent = HELMS.flatMap(({ helm }) => (helm.path === undefined ? [helm.reason] : []));
if (absent.length > 0) console.log(`lint is not compared with Helm: ${absent.join("; ")}`);

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "luff-lint-"));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Whether a Helm loads a plugin with this manifest, the only one in its plugins folder. */
function isLoadedBy(helm: string, manifest: Uint8Array): boolean {
  const plugins = mkdtempSync(join(directory, "p-"));
  mkdirSync(join(plugins, "p"));
  writeFileSync(join(plugins, "p", "plugin.yaml"), manifest);
  const env = { PATH: process.env["PATH"], HOME: directory, HELM_PLUGINS: plugins };
  const { stdout } = Bun.spawnSync([helm, "plugin", "list"], { env });
  return stdout
    .toString()
    .split("\n")
    .slice(1)
    .some((row) => row.trim() !== "");
}

/** What lint and the Helms report for a manifest, except for listed differences. */
async function compare(manifest: Uint8Array): Promise<{ readonly lint: object; readonly helms: object }> {
  const host = createMemoryHost({ files: { "/p/plugin.yaml": manifest } });
  const { loads, findings } = await lintPlugin(host, "/p");
  const compared = HELMS.filter(
    ({ major }) =>
      !DIFFERENCES.some(
        ({ helm, fits }) => (helm === "both" || helm === major) && findings.some((found) => fits(found)),
      ),
  );
  return {
    lint: Object.fromEntries(compared.map(({ major }) => [major, loads[`helm${major}`]])),
    helms: Object.fromEntries(compared.map(({ major, helm }) => [major, isLoadedBy(helm.path!, manifest)])),
  };
}

describe.skipIf(absent.length > 0)("lint reports whether Helm 3 and Helm 4 load", () => {
  test.each(Object.entries(LOADER_MANIFESTS))("%s", async (_title, manifest) => {
    const { lint, helms } = await compare(new TextEncoder().encode(manifest));
    expect(lint).toEqual(helms);
  });

  test.skipIf(corpusIsMissing() !== undefined).each(Object.keys(ORIGINS))("the published plugin %s", async (name) => {
    const { lint, helms } = await compare(readPublished(name));
    expect(lint).toEqual(helms);
  });

  test.each([11, 12])("manifests in unusual forms: seed %d", async (seed) => {
    for (const manifest of makeOddManifests(40, seed)) {
      const { lint, helms } = await compare(new TextEncoder().encode(manifest));
      expect({ manifest, loads: lint }).toEqual({ manifest, loads: helms });
    }
  });
});
