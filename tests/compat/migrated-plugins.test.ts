import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { migrateManifest } from "../../src/author/migrate-manifest.ts";
import { HELM_PLATFORMS } from "../../src/author/helm-platforms.ts";
import { prepareCommand } from "../../src/command/prepare-command.ts";
import { parseManifest } from "../../src/manifest/parse-manifest.ts";
import type { CommandSet, Plugin } from "../../src/manifest/plugin.ts";
import { realHelm } from "../helpers/real-helm.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";
import { corpusIsMissing, ORIGINS, readPublished } from "./published-corpus.ts";

const helm = realHelm(4);
const missing = corpusIsMissing();

/** Manifests of the corpus that are migrated: legacy ones without faults. */
const LEGACY = missing === undefined ? Object.keys(ORIGINS).filter((name) => formatOf(name) === "legacy") : [];

function formatOf(name: string): string | undefined {
  return parseManifest(readPublished(name)).plugin?.format;
}

/** The command on each of Helm's platforms. */
function runsOf(commands: CommandSet): readonly unknown[] {
  return HELM_PLATFORMS.map((platform) => prepareCommand(commands, platform, { lookup: (name) => `<${name}>` }));
}

/** What a getter runs for its protocols; a legacy one and one of v1 are not expanded alike, and none of these has variables there. */
function gettersOf({ getters }: Plugin): readonly unknown[] {
  return getters.map(({ protocols, commands }) => ({ protocols, runs: programsOf(commands) }));
}

function programsOf(commands: CommandSet): readonly unknown[] {
  return runsOf(commands).map((run) => JSON.stringify(run).replace(/"offered":.*/, ""));
}

describe.skipIf(missing !== undefined)("a published manifest that is migrated", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
  });
  afterAll(() => sandbox.remove());

  test("is one of more than 30", () => {
    expect(LEGACY.length).toBeGreaterThan(30);
  });

  test.each(LEGACY)("runs the same in luff: %s", (name) => {
    const bytes = readPublished(name);
    const before = parseManifest(bytes).plugin!;
    const plugins = migrateManifest(bytes, { path: name, hasMain: false })!.plugins.map(({ plugin }) => plugin);
    const command = plugins[0]!;
    expect({ name: command.name, version: command.version, flags: command.ignoreFlags }).toEqual({
      name: before.name,
      version: before.version,
      flags: before.ignoreFlags,
    });
    expect(programsOf(command.commands)).toEqual(programsOf(before.commands));
    expect([command.shortHelp, command.longHelp]).toEqual([before.shortHelp, before.longHelp]);
    expect(plugins.flatMap(gettersOf)).toEqual([...gettersOf(before)]);
    for (const { hooks } of plugins) {
      expect(hooks.map(({ event, commands }) => [event, commands.platformCommand])).toEqual(
        before.hooks.map(({ event, commands }) => [
          event,
          [{ os: "", arch: "", command: "sh", args: ["-c", commands.command] }],
        ]),
      );
    }
  });

  test.skipIf(helm.path === undefined).each(LEGACY)("is loaded by Helm 4: %s", async (name) => {
    const { plugins } = migrateManifest(readPublished(name), { path: name, hasMain: false })!;
    for (const { plugin, text } of plugins) sandbox.write(`${name}/${plugin.name}/plugin.yaml`, text);
    const listed = await runHelm(sandbox, name, ["plugin", "list"]);
    expect(listed.stderr.replaceAll(/^.*name conflicts.*$\n?/gm, "")).toBe("");
    const rows = listed.stdout.split("\n").slice(1).filter(Boolean);
    const types = rows.map((row) =>
      row
        .split("\t")
        .map((cell) => cell.trim())
        .slice(0, 4),
    );
    expect(types).toEqual(plugins.map(({ plugin: { name: own, version, type } }) => [own, version, type, "v1"]));
  });
});

function runHelm(sandbox: Sandbox, plugins: string, args: readonly string[]): Promise<RunResult> {
  return sandbox.run(args, { program: [helm.path ?? ""], env: { HELM_PLUGINS: sandbox.path(plugins) } });
}

describe.skipIf(helm.path === undefined)("Helm 4", () => {
  test("runs the command, the getter and the hook of a plugin that was split", async () => {
    using sandbox = createSandbox();
    const manifest =
      "name: both\nversion: 1.0.0\nusage: u\ncommand: $HELM_PLUGIN_DIR/run\n" +
      'downloaders:\n- command: run get\n  protocols: [both]\nhooks:\n  install: echo "made in $HELM_PLUGIN_DIR"\n';
    sandbox.write("work/both/plugin.yaml", manifest);
    sandbox.write(
      "work/both/run",
      '#!/bin/sh\n[ "$1" = get ] && exec printf "word: %s\\n" "$5"\necho "ran $*"\n',
      0o755,
    );
    sandbox.write("work/chart/Chart.yaml", "apiVersion: v2\nname: chart\nversion: 1.0.0\n");
    sandbox.write("work/chart/templates/a.yaml", "word: {{ .Values.word }}\n");
    const { exitCode } = await sandbox.run(["plugin", "migrate", "both"]);
    expect(exitCode).toBe(0);
    const plugins = "work/both-v1";
    expect((await runHelm(sandbox, plugins, ["both", "a"])).stdout).toBe("ran a\n");
    const rendered = await runHelm(sandbox, plugins, ["template", "r", "chart", "-f", "both://x"]);
    expect(rendered.stdout).toContain("word: both://x\n");
    const installed = await sandbox.run(["plugin", "install", sandbox.path(plugins, "both")], {
      program: [helm.path ?? ""],
      env: { HELM_PLUGINS: undefined, HELM_DATA_HOME: sandbox.path("data") },
    });
    expect(installed.stdout).toContain(`made in ${sandbox.path("data", "plugins", "both")}\n`);
    expect(await sandbox.run(["./both-v1/both", "b"])).toMatchObject({ exitCode: 0, stdout: "ran b\n" });
  });
});
