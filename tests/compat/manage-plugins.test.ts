import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { madeTgz } from "../helpers/made-tar.ts";
import { realHelm } from "../helpers/real-helm.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";

const MANIFEST = `name: greet
version: 1.2.3
usage: greets
command: $HELM_PLUGIN_DIR/run.sh
hooks:
  install: echo installed
  delete: echo deleted
`;

describe.each([3, 4] as const)("Helm %i and luff", (major) => {
  const helm = realHelm(major);
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = createSandbox();
    sandbox.write("work/helm-greet/plugin.yaml", MANIFEST);
    sandbox.write("work/helm-greet/run.sh", '#!/bin/sh\necho "hello $*"\n', 0o755);
    sandbox.write(
      "work/helm-greet-1.2.3.tgz",
      madeTgz([
        { path: "helm-greet/plugin.yaml", content: MANIFEST },
        { path: "helm-greet/run.sh", content: '#!/bin/sh\necho "hello $*"\n', mode: 0o755 },
      ]),
    );
  });
  afterEach(() => sandbox.remove());

  // Helm 4 installs a folder into the data folder, whatever HELM_PLUGINS says.
  const folders = (): Record<string, string | undefined> => ({
    HELM_PLUGINS: undefined,
    HELM_DATA_HOME: sandbox.path("data"),
  });
  const luff = (...args: readonly string[]): Promise<RunResult> => sandbox.run(args, { env: folders() });
  const runHelm = (...args: readonly string[]): Promise<RunResult> =>
    sandbox.run(args, { env: folders(), program: [helm.path ?? ""] });
  const place = (): string => sandbox.path("data", "plugins", "helm-greet");

  test.skipIf(helm.path === undefined).each([
    ["a folder", "helm-greet"],
    ["an archive", "helm-greet-1.2.3.tgz"],
  ])("what luff installs from %s, Helm lists, runs and removes", async (_what, source) => {
    expect((await luff("plugin", "install", source)).stdout).toStartWith("installed\n");
    const listed = await runHelm("plugin", "list");
    expect(listed.stdout).toMatch(/^greet\s+1\.2\.3\b/m);
    expect(listed.stderr).toBe("");
    expect((await runHelm("greet", "a", "b")).stdout).toBe("hello a b\n");
    expect((await runHelm("plugin", "uninstall", "greet")).exitCode).toBe(0);
    expect(existsSync(place())).toBe(false);
    expect((await luff("plugin", "list", "-o", "json")).stdout).toBe("[]\n");
    // luff's receipt, which Helm does not know, does not get in the way.
    expect((await luff("plugin", "install", "helm-greet")).exitCode).toBe(0);
  });

  const git = (...args: readonly string[]): void => {
    const identity = ["-c", "user.name=a", "-c", "user.email=a@example.invalid"];
    const folder = sandbox.path("work", "helm-greet");
    const { exitCode } = Bun.spawnSync(["git", "-C", folder, ...identity, ...args], { env: sandbox.env });
    expect(exitCode).toBe(0);
  };
  /** Makes a repository of the plugin's folder, and returns its URL. */
  const makeRepository = (): string => {
    git("init", "--quiet");
    git("add", "-A");
    git("commit", "--quiet", "-m", "1.2.3");
    return pathToFileURL(sandbox.path("work", "helm-greet")).href;
  };
  const release = (version: string): void => {
    sandbox.write("work/helm-greet/plugin.yaml", MANIFEST.replace("1.2.3", version));
    git("commit", "--quiet", "-a", "-m", version);
  };
  const helmInstall = (source: string): Promise<RunResult> =>
    runHelm("plugin", "install", ...(major === 3 ? [] : ["--verify=false"]), source);

  test.skipIf(helm.path === undefined)(
    "what luff installs from a git repository, Helm lists, runs, updates and removes",
    async () => {
      expect((await luff("plugin", "install", makeRepository())).exitCode).toBe(0);
      expect((await runHelm("plugin", "list")).stdout).toMatch(/^greet\s+1\.2\.3\b/m);
      expect((await runHelm("greet", "a", "b")).stdout).toBe("hello a b\n");
      release("1.3.0");
      expect(await runHelm("plugin", "update", "greet")).toMatchObject({ exitCode: 0 });
      expect((await luff("plugin", "list")).stdout).toMatch(/^greet +1\.3\.0 /m);
      expect((await luff("plugin", "verify", "greet")).stderr).toContain("[receipt-missing]");
      release("1.4.0");
      expect((await luff("plugin", "update", "greet")).stdout).toContain("Updated plugin: greet\n");
      expect((await luff("plugin", "verify", "greet")).exitCode).toBe(0);
      expect((await runHelm("plugin", "list")).stdout).toMatch(/^greet\s+1\.4\.0\b/m);
      expect((await runHelm("plugin", "uninstall", "greet")).exitCode).toBe(0);
      expect((await luff("plugin", "list", "-o", "json")).stdout).toBe("[]\n");
    },
  );

  test.skipIf(helm.path === undefined)(
    "what Helm installs from a git repository, luff lists, runs, updates and removes",
    async () => {
      const url = makeRepository();
      expect((await helmInstall(url)).exitCode).toBe(0);
      expect((await luff("plugin", "list")).stdout).toMatch(new RegExp(`^greet +1\\.2\\.3 .* ${url} `, "m"));
      expect((await luff("greet", "a", "b")).stdout).toBe("hello a b\n");
      release("1.3.0");
      expect((await luff("plugin", "list", "--outdated")).stdout).toMatch(/^greet +1\.2\.3 /m);
      expect((await luff("plugin", "update", "greet")).stdout).toContain("Updated plugin: greet\n");
      expect((await runHelm("plugin", "list")).stdout).toMatch(/^greet\s+1\.3\.0\b/m);
      expect((await luff("plugin", "uninstall", "greet")).stdout).toBe("deleted\nUninstalled plugin: greet\n");
      expect((await runHelm("plugin", "list")).stdout).not.toContain("greet");
    },
  );

  test.skipIf(helm.path === undefined)(
    "what Helm installs in the place of luff's plugin has no receipt of luff's",
    async () => {
      const url = makeRepository();
      expect((await luff("plugin", "install", "helm-greet-1.2.3.tgz")).exitCode).toBe(0);
      expect((await runHelm("plugin", "uninstall", "greet")).exitCode).toBe(0);
      release("1.3.0");
      expect((await helmInstall(url)).exitCode).toBe(0);
      const facts = JSON.parse((await luff("plugin", "info", "greet", "-o", "json")).stdout);
      expect({ ...facts, origin: facts.origin.kind }).toMatchObject({
        version: "1.3.0",
        origin: "git",
        receipt: null,
        installedByLuff: false,
      });
      expect((await luff("plugin", "verify", "greet")).stderr).toContain("[receipt-missing]");
      release("1.4.0");
      expect((await luff("plugin", "update", "greet")).stdout).toContain("From 1.3.0 ");
    },
  );

  // Helm 3 cannot install an archive from a file.
  const sources = major === 3 ? ["helm-greet"] : ["helm-greet", "helm-greet-1.2.3.tgz"];
  test.skipIf(helm.path === undefined).each(sources)(
    "what Helm installs from %s, luff lists, runs and removes",
    async (source) => {
      expect((await helmInstall(sandbox.path("work", source))).exitCode).toBe(0);
      expect((await luff("plugin", "list")).stdout).toMatch(/^greet +1\.2\.3 /m);
      expect((await luff("greet", "a", "b")).stdout).toBe("hello a b\n");
      expect((await luff("plugin", "install", "helm-greet")).stderr).toContain("[plugin-exists]");
      expect((await luff("plugin", "uninstall", "greet")).stdout).toBe("deleted\nUninstalled plugin: greet\n");
      expect(readdirSync(sandbox.path("data", "plugins"))).toEqual([".luff"]);
      expect((await runHelm("plugin", "list")).stdout).not.toContain("greet");
    },
  );
});
