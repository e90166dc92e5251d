import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { readFileSync, rmSync } from "node:fs";
import { realHelm } from "../helpers/real-helm.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

/** Writes down what a getter receives, and prints a file of values. */
const RECORDER = `#!/bin/sh
{ for word in "$@"; do printf '[%s]\\n' "$word"; done
  env | grep '^HELM_PLUGIN_' | sort; } >"$RECORD"
cat >>"$RECORD"
echo "word: got"
`;

const MANIFESTS = {
  legacy: `name: record
version: 1.0.0
usage: u
downloaders:
  - command: bin/record one  $HOME
    protocols: [rec]
`,
  "apiVersion v1": `apiVersion: v1
name: record
version: 1.0.0
type: getter/v1
runtime: subprocess
config: {protocols: [rec]}
runtimeConfig:
  protocolCommands:
    - protocols: [rec]
      platformCommand: [{command: bin/record one, args: [$HOME, ""]}]
`,
} as const;

const CASES = [
  [3, "legacy"],
  [4, "legacy"],
  [4, "apiVersion v1"],
] as const;

describe.each(CASES)("a getter that Helm %i starts, manifest: %s", (major, format) => {
  const helm = realHelm(major);
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = createSandbox();
    sandbox.addPlugin("record", MANIFESTS[format], { "bin/record": RECORDER });
    sandbox.write("work/chart/Chart.yaml", "apiVersion: v2\nname: chart\nversion: 1.0.0\n");
    sandbox.write("work/chart/templates/a.yaml", "word: {{ .Values.word }}\n");
  });
  afterEach(() => sandbox.remove());

  test.skipIf(helm.path === undefined)("gets the same arguments and variables from luff", async () => {
    const record = sandbox.path("record");
    const url = "rec://user@host/a%20b/values.yaml?x=1&y=$HOME";
    const env = { RECORD: record };
    const byHelm = await sandbox.run(["template", "r", "chart", "-f", url], { program: [helm.path ?? ""], env });
    expect(byHelm).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("word: got") });
    const expected = readFileSync(record, "utf8");
    expect(expected).toContain(`[${url}]\n`);
    rmSync(record);
    const byLuff = await sandbox.run(["get", url], { env, stdin: "input that Helm has not\n" });
    expect(byLuff).toMatchObject({ exitCode: 0, stdout: "word: got\n", stderr: "" });
    expect(readFileSync(record, "utf8")).toBe(expected);
  });
});
