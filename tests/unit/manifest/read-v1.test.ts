import { describe, expect, test } from "bun:test";
import { parseManifest } from "../../../src/manifest/parse-manifest.ts";
import type { Plugin } from "../../../src/manifest/plugin.ts";

function head(type: string, runtime: string): string {
  return `apiVersion: v1\nname: sample\nversion: 1.0.0\ntype: ${type}\nruntime: ${runtime}\n`;
}
function pluginOf(text: string): Plugin {
  const { plugin, faults } = parseManifest(new TextEncoder().encode(text));
  expect(faults).toEqual([]);
  return plugin!;
}
function warningsOf(text: string): string[] {
  const { plugin, warnings } = parseManifest(new TextEncoder().encode(text));
  expect(plugin).toBeDefined();
  return warnings.map(({ code, line, column, path }) => `${code} ${line}:${column} ${path}`);
}

describe("a manifest with apiVersion: v1", () => {
  test("returns every field of a command", () => {
    const text = `${head("cli/v1", "subprocess")}sourceURL: https://example.com/x
config:
  usage: sample [flags]
  shortHelp: "short\\u00a0"
  longHelp: long
  ignoreFlags: true
runtimeConfig:
  platformCommand:
    - command: run
      args: [a]
  platformHooks:
    install:
      - os: linux
        command: setup
`;
    expect(pluginOf(text)).toEqual({
      format: "v1",
      name: "sample",
      version: "1.0.0",
      type: "cli/v1",
      runtime: { kind: "subprocess" },
      shortHelp: "short\u00a0",
      longHelp: "long",
      usageLine: "sample [flags]",
      sourceURL: "https://example.com/x",
      ignoreFlags: true,
      commands: { platformCommand: [{ os: "", arch: "", command: "run", args: ["a"] }], command: "" },
      hooks: [
        {
          event: "install",
          commands: { platformCommand: [{ os: "linux", arch: "", command: "setup", args: [] }], command: "" },
        },
      ],
      getters: [],
    });
    expect(warningsOf(text)).toEqual([]);
  });

  test("returns the getters of a getter, and one without a command for unserved protocols", () => {
    const text = `${head("getter/v1", "subprocess")}config:
  protocols: [a, b, c]
runtimeConfig:
  protocolCommands:
    - protocols: [a, x]
      platformCommand: [{os: linux, command: get}]
`;
    expect(pluginOf(text).getters).toEqual([
      {
        protocols: ["a", "x"],
        commands: { platformCommand: [{ os: "linux", arch: "", command: "get", args: [] }], command: "" },
      },
      { protocols: ["b", "c"], commands: { platformCommand: [], command: "" } },
    ]);
    expect(warningsOf(text)).toEqual([
      "getter-without-command 7:14 config.protocols",
      "getter-unregistered 10:18 runtimeConfig.protocolCommands[0].protocols",
    ]);
  });

  test("adds nothing to a getter whose protocols are all served", () => {
    const commands =
      "runtimeConfig:\n  protocolCommands:\n    - {protocols: [a], platformCommand: [{os: linux, command: get}]}\n";
    const text = `${head("getter/v1", "subprocess")}config: {protocols: [a]}\n${commands}`;
    expect(pluginOf(text).getters.map(({ protocols }) => protocols)).toEqual([["a"]]);
    expect(warningsOf(text)).toEqual([]);
  });

  test("reports that only getters use protocolCommands", () => {
    const text = `${head("cli/v1", "subprocess")}runtimeConfig: {protocolCommands: [{protocols: [a]}]}\n`;
    expect(pluginOf(text).getters).toEqual([]);
    expect(warningsOf(text)).toEqual(["getter-unregistered 6:35 runtimeConfig.protocolCommands"]);
  });

  test("is a post-renderer", () => {
    const text = `${head("postrenderer/v1", "subprocess")}runtimeConfig: {platformCommand: [{command: render}]}\n`;
    expect(pluginOf(text)).toMatchObject({
      type: "postrenderer/v1",
      commands: { platformCommand: [{ command: "render" }] },
    });
  });

  test.each([
    ["", "main.lua"],
    ["runtimeConfig:\n", "main.lua"],
    ["runtimeConfig: {script: src/run.lua}\n", "src/run.lua"],
    ["runtimeConfig: {script: ./..run.lua}\n", "./..run.lua"],
  ])("names the script of a Lua plugin: %p", (tail, script) => {
    expect(pluginOf(head("cli/v1", "lua/v1") + tail).runtime).toEqual({ kind: "lua", script, limits: {} });
    expect(warningsOf(head("cli/v1", "lua/v1") + tail)).toEqual([]);
  });

  test("keeps the limits of a Lua plugin as text", () => {
    const tail = "runtimeConfig: {limits: {memory: 64MiB, time: none, output: 10}}\n";
    const limits = { memory: "64MiB", time: "none", output: "10" };
    expect(pluginOf(head("cli/v1", "lua/v1") + tail).runtime).toEqual({ kind: "lua", script: "main.lua", limits });
  });

  test("lets a Lua getter serve its protocols by its script", () => {
    const text = `${head("getter/v1", "lua/v1")}config: {protocols: [a]}\n`;
    expect(pluginOf(text).getters).toEqual([{ protocols: ["a"], commands: { platformCommand: [], command: "" } }]);
    expect(warningsOf(text)).toEqual([]);
  });

  test("accepts the type of Helm's own tests, which has no config", () => {
    expect(pluginOf(`${head("test/v1", "subprocess")}config: {}\n`).type).toBe("test/v1");
    expect(warningsOf(`${head("test/v1", "subprocess")}config: {usage: x}\n`)).toEqual([
      "unknown-key 6:10 config.usage",
    ]);
  });

  test("reads a Wasm plugin with all its fields", () => {
    const text = `${head("cli/v1", "extism/v1")}runtimeConfig:
  memory: {maxPages: 10, maxHttpResponseBytes: 1, maxVarBytes: 0}
  config: {a: b, n: 1}
  allowedHosts: [example.com, "*.example.org", "::1"]
  fileSystem: {createTempDir: true}
  timeout: 100
  entryFuncName: main
`;
    expect(pluginOf(text)).toMatchObject({
      runtime: {
        kind: "extism",
        entry: "main",
        memory: { maxPages: 10, maxHttpResponseBytes: 1, maxVarBytes: 0 },
        config: { a: "b", n: "1" },
        allowedHosts: ["example.com", "*.example.org", "::1"],
        createTempDir: true,
        timeout: 100,
        hostFunctions: [],
      },
      commands: { platformCommand: [], command: "" },
    });
    expect(warningsOf(text)).toEqual([]);
  });

  test("reads a Wasm plugin without runtimeConfig", () => {
    expect(pluginOf(head("cli/v1", "extism/v1")).runtime).toEqual({
      kind: "extism",
      entry: "helm_plugin_main",
      memory: {},
      config: {},
      allowedHosts: [],
      createTempDir: false,
      hostFunctions: [],
    });
  });

  test("warns of hosts that match nothing, and of host functions", () => {
    const text = `${head("cli/v1", "extism/v1")}runtimeConfig:
  allowedHosts: ["https://a.example", "a.example:80", "", "a.*", "[z-a].x", "[a&b~-].x"]
  hostFunctions: [a]
  compilation: {mode: interpreter}
`;
    expect(warningsOf(text)).toEqual([
      "host-unmatched 7:18 runtimeConfig.allowedHosts[0]",
      "host-unmatched 7:39 runtimeConfig.allowedHosts[1]",
      "host-unmatched 7:55 runtimeConfig.allowedHosts[2]",
      "host-unmatched 7:66 runtimeConfig.allowedHosts[4]",
      "host-function-unknown 8:19 runtimeConfig.hostFunctions[0]",
      "unknown-key 9:3 runtimeConfig.compilation",
    ]);
  });

  const alone = "write the name of a host alone, such as example.com or *.example.com";
  test.each([
    ["a.example:80", "leave out the port: a host is allowed with all its ports"],
    ["*.example:8080", "leave out the port: a host is allowed with all its ports"],
    ["a.example:*", alone],
    ["a.example.", "leave out the dot at the end: an address hardly has it"],
    ["{a,b}.", "leave out the dot at the end: an address hardly has it"],
    ["[::1]", "write the address alone and without brackets, such as ::1"],
    ["[fe80::1]:80", "write the address alone and without brackets, such as ::1"],
    ["bücher.example", "write the name as it is in addresses, with xn--"],
    ["me@a.example", alone],
    ["a example", alone],
    ["", alone],
    ["{,.}", alone],
  ])("says what is wrong with the host %j", (host, hint) => {
    const text = `${head("cli/v1", "extism/v1")}runtimeConfig: {allowedHosts: [${JSON.stringify(host)}]}\n`;
    expect(parseManifest(new TextEncoder().encode(text)).warnings).toMatchObject([
      { code: "host-unmatched", message: `${JSON.stringify(host)} matches no host`, hint },
    ]);
  });

  test.each([
    ...["example.com", "*", "**", "?", "*.b", "{a,b:80}.c", "::1", "*:*:*", "fe80::*", "10.0.0.1"],
    ...["a.{x.,y}", "[a-z]*", "A.org", "a_b-c"],
  ])("takes the host %j", (host) => {
    const text = `${head("cli/v1", "extism/v1")}runtimeConfig: {allowedHosts: [${JSON.stringify(host)}]}\n`;
    expect(warningsOf(text)).toEqual([]);
  });

  test.each([
    [
      "command: run",
      "unknown-key 6:1 command",
      "with `apiVersion: v1` it belongs in `runtimeConfig`, as an entry of `platformCommand` without os and arch",
    ],
    ["usage: run", "unknown-key 6:1 usage", "with `apiVersion: v1` it belongs in `config`"],
    ["Config: {}", "unknown-key 6:1 Config", "did you mean `config`?"],
    ["config: {shorthelp: a}", "unknown-key 6:10 config.shorthelp", "did you mean `shortHelp`?"],
    [
      "config: {protocols: [a]}",
      "unknown-key 6:10 config.protocols",
      "the keys here are usage, shortHelp, longHelp, ignoreFlags",
    ],
    [
      "runtimeConfig: {command: a}",
      "unknown-key 6:17 runtimeConfig.command",
      "write an entry of `platformCommand` without os and arch",
    ],
    [
      "runtimeConfig: {hooks: {install: a}}",
      "unknown-key 6:17 runtimeConfig.hooks",
      "with apiVersion the key is `platformHooks`",
    ],
    [
      "runtimeConfig: {downloaders: []}",
      "unknown-key 6:17 runtimeConfig.downloaders",
      "with apiVersion the key is `protocolCommands`",
    ],
    [
      "runtimeConfig: {protocols: [a]}",
      "unknown-key 6:17 runtimeConfig.protocols",
      "the protocols of a getter belong in `config`",
    ],
    ["runtimeConfig: {script: main.lua}", "unknown-key 6:17 runtimeConfig.script", "`script` needs `runtime: lua/v1`"],
    [
      "runtimeConfig: {protocolComands: []}",
      "unknown-key 6:17 runtimeConfig.protocolComands",
      "did you mean `protocolCommands`?",
    ],
    [
      "config: {ignoreFlags: 'yes'}",
      "flag-quoted 6:23 config.ignoreFlags",
      "remove the quotes: Helm refuses a quoted value here",
    ],
  ])("warns about %s", (line, expected, hint) => {
    const text = `${head("cli/v1", "subprocess")}${line}\n`;
    expect(warningsOf(text)).toEqual([expected]);
    expect(parseManifest(new TextEncoder().encode(text)).warnings[0]!.hint).toBe(hint);
  });

  test("has no keys in the config of a post-renderer", () => {
    const text = `${head("postrenderer/v1", "subprocess")}config: {usage: a}\n`;
    expect(warningsOf(text)).toEqual(["unknown-key 6:10 config.usage"]);
    const { warnings } = parseManifest(new TextEncoder().encode(text));
    expect(warnings[0]?.hint).toBe("no keys are allowed here");
  });
});
