import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { prepareCommand } from "../../src/command/prepare-command.ts";
import { selectCommand } from "../../src/command/select-command.ts";
import { parseManifest } from "../../src/manifest/parse-manifest.ts";
import type { Platform } from "../../src/platform/platform.ts";

const FILE = join(import.meta.dir, "../fixtures/plugins/good/last/plugin.yaml");
const VARIABLES: Readonly<Record<string, string>> = { HELM_BIN: "/usr/bin/helm", TILLER_HOST: "host:44134" };
const LIST = ["list", "--short", "--max", "1", "--date", "-r"];

const { plugin, warnings } = parseManifest(readFileSync(FILE));
const commands = plugin!.commands;

function readPlatform(words: string): Platform {
  const [os = "", arch = ""] = words.split("/");
  return { os, arch };
}

describe("the plugin `last` of the proposal", () => {
  test.each([
    // The proposal's i386 is Go's 386.
    ["linux/386", 0],
    ["linux/i386", 0],
    ["windows/amd64", 1],
    ["WINDOWS/x86_64", 1],
    // The os fits, and no entry fits better.
    ["linux/amd64", 0],
    ["linux/arm64", 0],
    ["linux/s390x", 0],
    ["windows/386", 1],
    ["windows/arm64", 1],
  ])("runs its entry for the platform on %s", (words, index) => {
    const platform = readPlatform(words);
    expect(selectCommand(commands, platform)).toMatchObject({ kind: "entry", index });
    expect(prepareCommand(commands, platform, { lookup: (name) => VARIABLES[name], extraArgs: ["-q"] })).toEqual({
      kind: "program",
      program: "/usr/bin/helm",
      args: [...LIST, "-q"],
    });
  });

  test.each(["darwin/amd64", "darwin/arm64", "freebsd/386"])("runs the default command on %s", (words) => {
    expect(prepareCommand(commands, readPlatform(words), { lookup: (name) => VARIABLES[name] })).toEqual({
      kind: "program",
      program: "/usr/bin/helm",
      args: ["--host", "host:44134", ...LIST],
    });
  });

  test("has warnings about today's Helm, and no faults", () => {
    expect(warnings.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "command-conflict command",
      "platform-alias platformCommand[0].arch",
    ]);
  });
});
