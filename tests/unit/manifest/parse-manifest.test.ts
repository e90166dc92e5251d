import { describe, expect, test } from "bun:test";
import { fc } from "../../helpers/fast-check.ts";
import type { Fault } from "../../../src/manifest/fault.ts";
import { examineManifest, parseManifest } from "../../../src/manifest/parse-manifest.ts";
import type { Plugin } from "../../../src/manifest/plugin.ts";

const NAMED = 'name: sample\nversion: "1.0.0"\n';

function pluginOf(text: string | Uint8Array): Plugin {
  const { plugin, faults } = parseManifest(typeof text === "string" ? new TextEncoder().encode(text) : text);
  expect(faults).toEqual([]);
  return plugin!;
}
function show({ code, line, column, path }: Fault): string {
  return `${code} ${line}:${column} ${path}`.trim();
}
function warningsOf(text: string): string[] {
  const { plugin, warnings } = parseManifest(new TextEncoder().encode(text));
  expect(plugin).toBeDefined();
  return warnings.map(show);
}
function hintsOf(text: string): (string | undefined)[] {
  return parseManifest(new TextEncoder().encode(text)).warnings.map((warning) => warning.hint);
}
function utf16(text: string, swap: boolean): Uint8Array {
  const bytes = new Uint8Array(Uint16Array.from(text, (char) => char.charCodeAt(0)).buffer);
  return swap ? new Uint8Array(new DataView(bytes.buffer).byteLength).map((_, i) => bytes[i ^ 1]!) : bytes;
}

describe("a manifest without apiVersion", () => {
  test("returns every field", () => {
    const text = `${NAMED}usage: short
description: |-
  long
  text
command: run a
ignoreFlags: true
useTunnel: false
platformCommand:
  - os: linux
    arch: amd64
    command: run
    args: [a, b c]
  - command: other
hooks:
  install: ./install.sh
platformHooks:
  update:
    - os: windows
      command: up.cmd
downloaders:
  - command: bin/get it
    protocols: [s3, gs]
`;
    expect(pluginOf(text)).toEqual({
      format: "legacy",
      name: "sample",
      version: "1.0.0",
      type: "cli/v1",
      runtime: { kind: "subprocess" },
      shortHelp: "short",
      longHelp: "long\ntext",
      usageLine: "",
      sourceURL: "",
      ignoreFlags: true,
      commands: {
        platformCommand: [
          { os: "linux", arch: "amd64", command: "run", args: ["a", "b c"] },
          { os: "", arch: "", command: "other", args: [] },
        ],
        command: "run a",
      },
      hooks: [
        { event: "install", commands: { platformCommand: [], command: "./install.sh" } },
        {
          event: "update",
          commands: { platformCommand: [{ os: "windows", arch: "", command: "up.cmd", args: [] }], command: "" },
        },
      ],
      getters: [{ protocols: ["s3", "gs"], commands: { platformCommand: [], command: "bin/get it" } }],
    });
  });

  test("needs a name only", () => {
    expect(pluginOf("name: x\n")).toMatchObject({
      name: "x",
      version: "",
      commands: { platformCommand: [], command: "" },
    });
    expect(warningsOf("name: x\n")).toEqual([]);
  });

  test.each([
    ["command: x\n", "cli/v1"],
    ["downloaders: [{command: x, protocols: [s3]}]\n", "getter/v1"],
    ["command: x\ndownloaders: [{command: x, protocols: [s3]}]\n", "cli/v1"],
    ["platformCommand: [{command: x}]\ndownloaders: [{command: x, protocols: [s3]}]\n", "cli/v1"],
    ["downloaders: []\n", "cli/v1"],
  ])("with %j has the type %s", (fields, type) => {
    expect(pluginOf(`name: x\n${fields}`).type).toBe(type as "cli/v1");
  });

  test("is also one with an empty apiVersion", () => {
    expect(pluginOf('apiVersion: ""\nname: x\n').format).toBe("legacy");
    expect(pluginOf("apiVersion:\nname: x\n").format).toBe("legacy");
  });

  test("joins hooks and platformHooks by event", () => {
    const text = "name: x\nhooks: {install: a}\nplatformHooks: {install: [{os: linux, command: b}]}\n";
    expect(pluginOf(text).hooks).toEqual([
      {
        event: "install",
        commands: { platformCommand: [{ os: "linux", arch: "", command: "b", args: [] }], command: "a" },
      },
    ]);
    expect(warningsOf(text)).toEqual(["hooks-conflict 2:8 hooks"]);
  });

  test("returns usage without control characters", () => {
    expect(pluginOf('name: x\nusage: "a\\e[31m\\tb\\u00a0c\\u200bd\\ufeff"\ndescription: "\\e"\n')).toMatchObject({
      shortHelp: "a[31m b cd",
      longHelp: "\u001b",
    });
  });

  test.each([
    ["no version", "name: x\n", []],
    ["a version that Helm 4 refuses", "name: x\nversion: 1.0\n", ["version-invalid 2:10 version"]],
    ["a version with a v", "name: x\nversion: v1.0.0\n", ["version-invalid 2:10 version"]],
    ["leading zeros", "name: x\nversion: 1.02.0\n", ["version-invalid 2:10 version"]],
    ["a strict version", "name: x\nversion: 1.2.3-rc.1+build.5\n", []],
    [
      "both commands",
      `${NAMED}command: a\nplatformCommand: [{os: linux, command: b}]\n`,
      ["command-conflict 3:10 command"],
    ],
    ["an empty platformCommand", `${NAMED}command: a\nplatformCommand: []\n`, []],
    [
      "a downloader without protocols",
      `${NAMED}downloaders:\n- command: a\n`,
      ["protocols-missing 4:3 downloaders[0]"],
    ],
    [
      "empty protocols only",
      `${NAMED}downloaders:\n- {command: a, protocols: [""]}\n`,
      ["protocols-missing 4:3 downloaders[0]"],
    ],
    [
      "a downloader without command",
      `${NAMED}downloaders:\n- protocols: [s3]\n`,
      ["getter-without-command 4:3 downloaders[0]"],
    ],
    ["an unknown event", `${NAMED}hooks:\n  upgrade: a\n`, ["event-unknown 4:12 hooks.upgrade"]],
    ["quotes around a flag", `${NAMED}ignoreFlags: "true"\n`, ["flag-quoted 3:14 ignoreFlags"]],
    ["an unknown os", `${NAMED}platformCommand:\n- os: linx\n`, ["platform-unknown 4:7 platformCommand[0].os"]],
    [
      "an alias",
      `${NAMED}platformCommand:\n- {os: macOS, arch: x86_64}\n`,
      ["platform-alias 4:8 platformCommand[0].os", "platform-alias 4:21 platformCommand[0].arch"],
    ],
    ["only an arch", `${NAMED}platformCommand:\n- arch: amd64\n`, ["platform-without-os 4:3 platformCommand[0]"]],
    ["several documents", `${NAMED}---\nname: other\n`, ["several-documents 3:1"]],
    ["a document marker at the end", `---\n${NAMED}---\n`, []],
    ["a tag without meaning", `${NAMED}usage: !custom text\n`, ["tag-ignored 3:16 usage"]],
    ["tags of plain YAML", "name: !!str x\nversion: !!float 1.0\nhooks: !!map {}\n", ["version-invalid 2:18 version"]],
  ])("warns about what some Helm refuses, and reads it: %s", (_what, text, expected) => {
    expect(warningsOf(text)).toEqual(expected);
  });

  test("leaves out a downloader that can never run", () => {
    expect(pluginOf(`${NAMED}downloaders:\n- command: a\n- command: b\n  protocols: ["", s3]\n`).getters).toEqual([
      { protocols: ["s3"], commands: { platformCommand: [], command: "b" } },
    ]);
  });
});

describe("text", () => {
  test.each([
    ["n", "n"],
    ["yes", "yes"],
    ["123", "123"],
    ["0x10", "0x10"],
    ["1_000", "1_000"],
    ["'quoted'", "quoted"],
    ['"\\x61b"', "ab"],
    ["!!int 5", "5"],
    ["!!str null", "null"],
    ['"null"', "null"],
  ])("stays text: name: %s", (written, name) => {
    expect(pluginOf(`name: ${written}\n`).name).toBe(name);
  });

  test.each(["1.0", "1.10", "0x1F", "1e3", "2026-01-01", "true", ".5"])(
    "keeps the spelling of version: %s",
    (version) => {
      expect(pluginOf(`name: x\nversion: ${version}\n`).version).toBe(version);
    },
  );

  test("stays text in args, and null is empty", () => {
    const text = `name: x\nplatformCommand:\n- os: linux\n  command: null\n  args: [1, true, 2.50, null, ~, "", no, "~"]\n`;
    expect(pluginOf(text).commands.platformCommand).toEqual([
      { os: "linux", arch: "", command: "", args: ["1", "true", "2.50", "", "", "", "no", "~"] },
    ]);
  });

  test("is empty if a list or a map is null", () => {
    expect(pluginOf("name: x\nplatformCommand:\nhooks: ~\nplatformHooks: null\ndownloaders:\n")).toMatchObject({
      commands: { platformCommand: [] },
      hooks: [],
      getters: [],
    });
    expect(pluginOf("name: x\nplatformCommand:\n-\n").commands.platformCommand).toEqual([
      { os: "", arch: "", command: "", args: [] },
    ]);
  });

  test.each([
    ["true", true],
    ["True", true],
    ["yes", true],
    ["on", true],
    ["y", true],
    ['"true"', true],
    ["false", false],
    ["no", false],
    ["OFF", false],
    ["False", false],
    ["n", false],
    ["", false],
    ["~", false],
  ])("is read as a flag: %s", (written, flag) => {
    expect(pluginOf(`name: x\nignoreFlags: ${written}\n`).ignoreFlags).toBe(flag);
  });
});

test("knows an anchor after an alias and a merge key", () => {
  const text = "x: &x {a: b}\ny: *x\nz: {<<: *x}\nname: &name sample\nusage: *name\ncommand: c\n";
  expect(pluginOf(text)).toMatchObject({ name: "sample", shortHelp: "sample" });
});

describe("encodings", () => {
  test.each<[string, Uint8Array]>([
    ["a byte order mark", new TextEncoder().encode("\ufeffname: sample\nusage: é\n")],
    ["UTF-16, little endian", utf16("\ufeffname: sample\nusage: é\n", false)],
    ["UTF-16, big endian", utf16("\ufeffname: sample\nusage: é\n", true)],
    ["CR LF", new TextEncoder().encode("name: sample\r\nusage: é\r\n")],
    ["no line end", new TextEncoder().encode("usage: é\nname: sample")],
  ])("are read: %s", (_what, bytes) => {
    expect(pluginOf(bytes)).toMatchObject({ name: "sample", shortHelp: "é" });
  });

  test("keep a replacement character of the author's", () => {
    expect(pluginOf("name: x\nusage: a\ufffdb\n").shortHelp).toBe("a\ufffdb");
  });
});

describe("aliases and merge keys", () => {
  test("have the value of their anchor", () => {
    const text = "name: x\ncommand: &c run\nhooks: {install: *c, update: *c}\n";
    expect(pluginOf(text).hooks.map((hook) => hook.commands.command)).toEqual(["run", "run"]);
  });

  test("use the last anchor before them", () => {
    const text = "name: x\nusage: &a one\ndescription: &a two\ncommand: *a\n";
    expect(pluginOf(text).commands.command).toBe("two");
  });

  test("merge maps: own keys win, of several maps the first", () => {
    const text = `name: x
platformCommand:
- &base {os: linux, command: base, args: [a]}
- &arm {arch: arm64, command: arm}
- <<: *base
  os: darwin
- <<: [*arm, *base]
- {<<: {os: windows}, command: w}
`;
    expect(pluginOf(text).commands.platformCommand.slice(2)).toEqual([
      { os: "darwin", arch: "", command: "base", args: ["a"] },
      { os: "linux", arch: "arm64", command: "arm", args: ["a"] },
      { os: "windows", arch: "", command: "w", args: [] },
    ]);
  });

  test("are not merge keys in quotes", () => {
    expect(warningsOf('name: x\n"<<": {command: y}\n')).toEqual(['unknown-key 2:1 ["<<"]']);
  });

  test("place a fault in merged values at the alias", () => {
    const text = "name: x\nusage: &u [a]\ncommand: *u\n";
    expect(parseManifest(new TextEncoder().encode(text)).faults.map(show)).toEqual([
      "wrong-type 2:11 usage",
      "wrong-type 3:10 command",
    ]);
  });
});

describe("keys", () => {
  test.each([
    ["usge: x", "unknown-key 3:1 usge", "did you mean `usage`?"],
    ["platformcommands: []", "unknown-key 3:1 platformcommands", "did you mean `platformCommand`?"],
    ["runtime: lua/v1", "unknown-key 3:1 runtime", "this key needs `apiVersion: v1`"],
    ["protocolCommands: []", "unknown-key 3:1 protocolCommands", "without apiVersion the key is `downloaders`"],
    ["__proto__: x", "unknown-key 3:1 __proto__", undefined],
    ["constructor: {x: y}", "unknown-key 3:1 constructor", undefined],
    ['"a.b": x', 'unknown-key 3:1 ["a.b"]', undefined],
    ['"": x', 'unknown-key 3:1 [""]', undefined],
    [
      "platformCommand:\n- os: linux\n  comand: x",
      "unknown-key 5:3 platformCommand[0].comand",
      "did you mean `command`?",
    ],
    [
      "downloaders:\n- protocols: [a]\n  command: b\n  protocol: c",
      "unknown-key 6:3 downloaders[0].protocol",
      "did you mean `protocols`?",
    ],
    [
      "platformHooks:\n  install:\n  - Os: linux\n    oss: x",
      "unknown-key 6:5 platformHooks.install[0].oss",
      "did you mean `os`?",
    ],
    ["? foo", "unknown-key 3:3 foo", undefined],
    [
      "platformCommand:\n- {command: x,\n  comand}",
      "unknown-key 5:3 platformCommand[0].comand",
      "did you mean `command`?",
    ],
  ])("that are unknown are warnings with the nearest key: %s", (line, expected, hint) => {
    const text = `${NAMED}${line}\n`;
    const at = warningsOf(text).indexOf(expected);
    expect(warningsOf(text)).toContain(expected);
    expect(hintsOf(text)[at]).toBe(hint ?? hintsOf(`${NAMED}zzzzzz: x\n`)[0]);
  });

  test("may have another case, as in Helm 3", () => {
    const text = "Name: x\nPLATFORMCOMMAND:\n- OS: linux\n  Command: run\n";
    expect(pluginOf(text)).toMatchObject({
      name: "x",
      commands: { platformCommand: [{ os: "linux", command: "run" }] },
    });
    expect(warningsOf(text)).toEqual([
      "key-case 1:1 Name",
      "key-case 2:1 PLATFORMCOMMAND",
      "key-case 3:3 PLATFORMCOMMAND[0].OS",
      "key-case 4:3 PLATFORMCOMMAND[0].Command",
    ]);
  });

  test("in their own case win over others", () => {
    expect(pluginOf("NAME: other\nname: x\nName: third\n").name).toBe("x");
  });

  test("in another case give faults at their place", () => {
    const text = "name: x\nPlatformCommand:\n- OS: [linux]\n";
    expect(parseManifest(new TextEncoder().encode(text)).faults.map(show)).toEqual([
      "wrong-type 3:7 platformCommand[0].os",
    ]);
  });
});

test("examineManifest places what is absent at the nearest field around it", () => {
  const { locate } = examineManifest(new TextEncoder().encode("a:\n  - x\n  - - y\n    - {z: 1}\n"));
  const places = ["a[1][1].z", "a[1][1].x", "a[1][7]", "a[1].x.y", "a[9]", "b", "b[1]"].map(locate);
  expect(places.map(({ line, column }) => `${line}:${column}`)).toEqual([
    "4:11",
    "4:7",
    "3:5",
    "3:5",
    "2:3",
    "1:1",
    "1:1",
  ]);
});

describe("any bytes", () => {
  const sound = `name: x\nusage: "a"\nhooks: &h\n  install: 'b'\nplatformCommand:\n- {os: linux, args: [a, *h]}\n- <<: *h\n`;
  const edit = fc.record({
    at: fc.nat(sound.length),
    drop: fc.nat(3),
    put: fc.string({ maxLength: 3, unit: "grapheme" }),
  });
  const edited = fc.array(edit, { maxLength: 6 }).map((edits) => {
    const text = edits.reduce((now, { at, drop, put }) => now.slice(0, at) + put + now.slice(at + drop), sound);
    return new TextEncoder().encode(text);
  });

  test("return a plugin or faults, each fault with a place in the text", () => {
    fc.assert(
      fc.property(fc.oneof(edited, fc.uint8Array({ maxLength: 64 })), (bytes) => {
        const { plugin, faults, warnings } = parseManifest(bytes);
        expect(plugin === undefined).toBe(faults.length > 0);
        const lineCount = bytes.filter((byte) => byte === 0x0a).length + 1;
        for (const { line, column } of [...faults, ...warnings]) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lineCount);
          expect(column).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
