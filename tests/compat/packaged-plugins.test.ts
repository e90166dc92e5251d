import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { readdirSync, statSync } from "node:fs";
import { realHelm } from "../helpers/real-helm.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";

const LEGACY = "name: greet\nversion: 1.2.3\nusage: u\ncommand: $HELM_PLUGIN_DIR/bin/run\n";
const V1 =
  "apiVersion: v1\nname: greet\nversion: 1.2.3-4.5\ntype: cli/v1\nruntime: subprocess\n" +
  "config: {usage: greet, shortHelp: s}\nruntimeConfig: {platformCommand: [{command: $HELM_PLUGIN_DIR/bin/run}]}\n";

describe("Helm 4", () => {
  const helm = realHelm(4);
  const testWithHelm = test.skipIf(helm.path === undefined);
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = createSandbox();
    sandbox.write("work/source/bin/run", '#!/bin/sh\necho "hello $1"\n', 0o755);
    sandbox.write(`work/source/ü/${"n".repeat(120)}`, "x");
    sandbox.write("work/source/.git/config", "x");
  });
  afterEach(() => sandbox.remove());

  const runHelm = (...args: readonly string[]): Promise<RunResult> =>
    sandbox.run(args, {
      program: [helm.path ?? ""],
      env: { HELM_PLUGINS: undefined, HELM_DATA_HOME: sandbox.path("data") },
    });
  const packInto = async (manifest: string): Promise<string> => {
    sandbox.write("work/source/plugin.yaml", manifest);
    const { exitCode, stdout } = await sandbox.run(["plugin", "package", "-ojson", "source"]);
    expect(exitCode).toBe(0);
    return JSON.parse(stdout).file;
  };

  testWithHelm.each([
    ["a legacy manifest", LEGACY, "greet"],
    ["apiVersion v1 and a prerelease with a dot", V1, "greet-1.2.3"],
  ])("installs and runs a package of a plugin with %s", async (_what, manifest, folder) => {
    const file = await packInto(manifest);
    expect((await runHelm("plugin", "install", "--verify=false", file)).exitCode).toBe(0);
    expect(await runHelm("greet", "you")).toMatchObject({ exitCode: 0, stdout: "hello you\n" });
    const installed = sandbox.path("data", "plugins", folder);
    expect(readdirSync(installed).toSorted()).toEqual(["bin", "plugin.yaml", "ü"]);
    expect(statSync(`${installed}/bin/run`).mode & 0o777).toBe(0o755);
  });

  testWithHelm("does not install a package with a link, as luff notes", async () => {
    sandbox.link("work/source/bin/alias", "run");
    const { exitCode } = await runHelm("plugin", "install", "--verify=false", await packInto(LEGACY));
    expect(exitCode).toBe(1);
  });
});
