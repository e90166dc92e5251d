import { describe, expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MAX_MANIFEST_BYTES } from "../../../src/manifest/manifest-size.ts";
import { FAULT_CODES, type FaultCode } from "../../../src/manifest/fault-codes.ts";
import { parseManifest } from "../../../src/manifest/parse-manifest.ts";
import { renderFault } from "../../../src/manifest/render-fault.ts";

const FOLDER = join(import.meta.dir, "../../fixtures/plugins/bad");

/** Folder -> the faults of its plugin.yaml, as `CODE LINE:COLUMN PATH`. */
const EXPECTED: readonly (readonly [string, readonly string[]])[] = [
  ["api-version-number", ["api-version-unknown 1:13 apiVersion"]],
  ["api-version-unknown", ["api-version-unknown 1:13 apiVersion"]],
  ["args-is-text", ["wrong-type 6:11 platformCommand[0].args"]],
  ["args-of-lists", ["wrong-type 7:11 platformCommand[1].arch", "wrong-type 8:15 platformCommand[1].args[1]"]],
  ["at-sign", ["yaml-syntax 3:8"]],
  ["bad-escape", ["yaml-syntax 3:11"]],
  ["bad-indent", ["yaml-syntax 5:1"]],
  ["binary-tag", ["tag-unsupported 3:19 command"]],
  ["blank-lines", ["empty-file 1:1"]],
  ["colon-in-text", ["yaml-syntax 3:8"]],
  ["command-is-list", ["wrong-type 3:10 command"]],
  ["comments-only", ["empty-file 1:1"]],
  ["control-character", ["binary-content 2:9"]],
  ["downloaders-is-map", ["wrong-type 4:3 downloaders"]],
  ["duplicate-key", ["duplicate-key 5:1 command"]],
  ["duplicate-key-deep", ["duplicate-key 6:5 platformCommand[0].os"]],
  ["duplicate-key-quoted", ["duplicate-key 3:1 name"]],
  ["empty", ["empty-file 1:1"]],
  ["empty-first-document", ["empty-file 1:4"]],
  ["endless-alias", ["alias-cycle 4:5 platformCommand[0]"]],
  ["flag-is-number", ["wrong-type 3:14 ignoreFlags"]],
  ["flag-is-text", ["wrong-type 3:14 ignoreFlags"]],
  ["hook-is-map", ["wrong-type 5:5 hooks.install"]],
  ["hooks-is-list", ["wrong-type 4:3 hooks"]],
  ["invalid-utf8", ["encoding-invalid 2:11"]],
  ["list-as-key", ["key-not-text 3:3"]],
  ["list-document", ["not-a-mapping 1:1"]],
  [
    "many-faults",
    [
      "name-missing 1:1 name",
      "wrong-type 1:10 version",
      "wrong-type 2:8 usage",
      "wrong-type 3:14 ignoreFlags",
      "wrong-type 5:9 platformCommand[0].os",
      "wrong-type 6:11 platformCommand[0].args",
      "wrong-type 7:8 hooks",
    ],
  ],
  ["merge-of-text", ['merge-invalid 4:7 hooks["<<"]']],
  ["name-is-list", ["wrong-type 1:7 name"]],
  ["name-not-ascii", ["name-invalid 1:7 name"]],
  ["name-with-dot", ["name-invalid 1:7 name"]],
  ["name-with-space", ["name-invalid 1:7 name"]],
  ["no-name", ["name-missing 1:1 name"]],
  ["null-document", ["empty-file 2:1"]],
  ["null-name", ["name-missing 2:6 name"]],
  ["platform-command-is-map", ["wrong-type 4:3 platformCommand"]],
  ["platform-command-is-text", ["wrong-type 3:18 platformCommand"]],
  ["platform-command-of-texts", ["wrong-type 4:5 platformCommand[0]"]],
  ["platform-hook-is-text", ["wrong-type 4:12 platformHooks.install"]],
  ["platform-hooks-is-list", ["wrong-type 4:3 platformHooks"]],
  ["protocols-is-text", ["wrong-type 5:16 downloaders[0].protocols"]],
  ["tab-indent", ["yaml-syntax 4:1"]],
  ["text-document", ["not-a-mapping 1:1"]],
  ["unclosed-list", ["yaml-syntax 4:1"]],
  ["unclosed-quote", ["yaml-syntax 5:1"]],
  ["unknown-alias", ["alias-unknown 3:10 command"]],
  ["v1-config-is-list", ["wrong-type 7:3 config"]],
  ["v1-deep-wrong-type", ["wrong-type 13:17 runtimeConfig.protocolCommands[0].platformCommand[0].args"]],
  [
    "v1-extism-numbers",
    [
      "number-invalid 8:15 runtimeConfig.memory.maxPages",
      "number-invalid 9:18 runtimeConfig.memory.maxVarBytes",
      "number-invalid 10:27 runtimeConfig.memory.maxHttpResponseBytes",
      "number-invalid 11:12 runtimeConfig.timeout",
    ],
  ],
  ["v1-getter-with-empty-protocol", ["protocol-empty 9:7 config.protocols[1]"]],
  ["v1-getter-without-protocols", ["protocols-missing 1:1 config.protocols"]],
  ["v1-no-version", ["version-missing 1:1 version"]],
  [
    "v1-nothing-else",
    ["name-missing 1:1 name", "version-missing 1:1 version", "type-missing 1:1 type", "runtime-missing 1:1 runtime"],
  ],
  ["v1-runtime-config-is-text", ["wrong-type 6:16 runtimeConfig"]],
  ["v1-limits", ["limit-invalid 8:13 runtimeConfig.limits.memory", "limit-invalid 9:11 runtimeConfig.limits.time"]],
  ["v1-luff", ["constraint-invalid 7:9 runtimeConfig.luff"]],
  ["v1-script-absolute", ["script-invalid 7:11 runtimeConfig.script"]],
  ["v1-script-outside", ["script-invalid 7:11 runtimeConfig.script"]],
  ["v1-unknown-runtime", ["runtime-unknown 5:10 runtime"]],
  ["v1-unknown-type", ["type-unknown 4:7 type"]],
  ["v1-version-not-strict", ["version-invalid 3:10 version"]],
  ["version-is-map", ["wrong-type 2:10 version"]],
];

function faultsOf(bytes: Uint8Array): string[] {
  const { plugin, faults } = parseManifest(bytes);
  expect(plugin).toBeUndefined();
  return faults.map(({ code, line, column, path }) => `${code} ${line}:${column} ${path}`.trim());
}
function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
function encodeUtf16(text: string): Uint8Array {
  return new Uint8Array(Uint16Array.from(text, (char) => char.charCodeAt(0)).buffer);
}
function listOf(count: number, item: string): string {
  return Array.from({ length: count }, () => item).join(", ");
}
/** Each line refers ten times to the one before it, so the last one has 10^9 values. */
function explodingAliases(): string {
  const lines = Array.from({ length: 8 }, (_, i) => `b${i + 1}: &b${i + 1} [${listOf(10, `*b${i}`)}]`);
  return [`b0: &b0 [${listOf(10, "x")}]`, ...lines, "name: sample", ""].join("\n");
}
function chainedAliases(): string {
  return [
    "name: sample",
    "a0: &a0 []",
    ...Array.from({ length: 500 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]`),
  ].join("\n");
}

function versioned(version: string): Uint8Array {
  return encode(`apiVersion: v1\nname: sample\nversion: ${version}\ntype: cli/v1\nruntime: subprocess\n`);
}

/** Manifests that are impractical as files: name, bytes, one of the faults. */
const MADE: readonly (readonly [string, Uint8Array, string])[] = [
  ["ten megabytes", new Uint8Array(10 * 1024 * 1024).fill(0x61), "file-too-large 0:0"],
  ["one byte too many", new Uint8Array(MAX_MANIFEST_BYTES + 1).fill(0x20), "file-too-large 0:0"],
  ["UTF-16 without a mark", encodeUtf16("name: sample\n"), "encoding-utf16 1:1"],
  ["UTF-32 with a mark", new Uint8Array([0xff, 0xfe, 0, 0, 0x6e, 0, 0, 0]), "encoding-utf16 1:1"],
  ["UTF-32 without a mark", new Uint8Array([0, 0, 0, 0x6e, 0, 0, 0, 0x61]), "encoding-utf16 1:1"],
  ["UTF-16 cut in the middle", encodeUtf16("\ufeffname: sample\n").slice(0, -1), "encoding-invalid 1:13"],
  ["UTF-16 with half a pair", encodeUtf16("\ufeffname: s\nusage: \ud800\n"), "encoding-invalid 2:8"],
  ["a program", new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]), "binary-content 1:1"],
  ["a gzip file", new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), "binary-content 1:1"],
  ["a zero byte", encode("name: sample\nusage: a\0b\n"), "binary-content 2:9"],
  ["a zero byte in the third line", encode("name: sample\nversion: 1.0.0\nusage: a\0b\n"), "binary-content 3:9"],
  ["a zero byte at the second place", encode("a\0bc: x\n"), "binary-content 1:2"],
  ["a version with nothing after its +", versioned("1.0.0+"), "version-invalid 3:10 version"],
  ["a version with nothing after its -", versioned("1.0.0-"), "version-invalid 3:10 version"],
  ["a version with an empty part", versioned("1.0.0+a..b"), "version-invalid 3:10 version"],
  ["lists in lists", encode(`name: sample\nusage: ${"[".repeat(1000)}${"]".repeat(1000)}\n`), "too-deep 2:39"],
  ["compact lists", encode(`name: sample\nusage:\n  ${"- ".repeat(1000)}x\n`), "too-deep 3:65"],
  ["keys in keys", encode(`name: sample\n${"? ".repeat(1000)}x\n`), "too-deep 2:65"],
  ["aliases that explode", encode(explodingAliases()), "alias-limit 4:45"],
  ["aliases that go deep", encode(chainedAliases()), "alias-limit 66:12"],
  ["a map that merges itself", encode("name: sample\nhooks: &h\n  <<: *h\n"), 'alias-cycle 3:7 hooks["<<"]'],
  ["an alias of a later anchor", encode("name: sample\ncommand: *c\nusage: &c x\n"), "alias-unknown 2:10 command"],
  ["an alias of a key that is a list", encode("name: s\nhooks: &l [a]\n*l : x\n"), "key-not-text 3:1"],
];

/** Codes that are always warnings. */
const WARNINGS: readonly FaultCode[] = [
  "several-documents",
  "tag-ignored",
  "unknown-key",
  "key-case",
  "flag-quoted",
  "command-conflict",
  "hooks-conflict",
  "getter-without-command",
  "getter-unregistered",
  "platform-unknown",
  "platform-alias",
  "platform-without-os",
  "event-unknown",
  "host-unmatched",
  "host-function-unknown",
];

describe("a broken manifest", () => {
  test.each(EXPECTED)("is refused: %s", (folder, expected) => {
    expect(faultsOf(readFileSync(join(FOLDER, folder, "plugin.yaml")))).toEqual([...expected]);
  });

  test("is in the list if it is in the folder", () => {
    expect(EXPECTED.map(([folder]) => folder).toSorted()).toEqual(readdirSync(FOLDER).toSorted());
  });

  test.each(MADE)("is refused: %s", (_what, bytes, expected) => {
    expect(faultsOf(bytes)).toContain(expected);
  });

  test("exists for every code of an error", () => {
    const shown = [...EXPECTED.flatMap(([, faults]) => faults), ...MADE.map(([, , fault]) => fault)];
    const codes = new Set([...shown.map((fault) => fault.split(" ")[0]), ...WARNINGS]);
    expect(FAULT_CODES.filter((code) => !codes.has(code))).toEqual([]);
  });

  test("has each of its codes in the manual's table, and no other", () => {
    const manual = readFileSync(join(import.meta.dir, "../../../.github/MANUAL.md"), "utf8");
    const section = /^### Faults in a manifest\n([^]*?)^#/m.exec(manual)?.[1] ?? "";
    const rows = [...section.matchAll(/^\| (`[a-z0-9-]+`(?:, `[a-z0-9-]+`)*) \| \S/gm)].map(([, codes = ""]) => codes);
    const listed = rows.flatMap((codes) => [...codes.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code));
    expect(listed.toSorted()).toEqual([...FAULT_CODES].toSorted());
  });

  test("has at most a hundred faults", () => {
    const text = `name: sample\n${"usage: x\n".repeat(500)}`;
    expect(faultsOf(encode(text))).toHaveLength(100);
  });

  test("is printed with file, line, column, path and what to do", () => {
    const render = (text: string): string[] =>
      parseManifest(encode(text)).faults.map((fault) => renderFault("p/plugin.yaml", fault));
    expect(render("name: a b\nversion: 1.0.0\nplatformCommand:\n- os: linux\n  args: x\nusage: {}\n")).toEqual([
      'p/plugin.yaml:1:7: name: invalid name "a b": expected letters a-z and A-Z, digits, _ and - only',
      'p/plugin.yaml:5:9: platformCommand[0].args: expected a list, found "x"',
      "p/plugin.yaml:6:8: usage: expected text, found a map",
    ]);
    expect(render("name: a\nusage: one: two\n")).toEqual([
      "p/plugin.yaml:2:8: not valid YAML: the value has a second `key: value` in it (text with a colon and a space in it needs quotes, and a new key begins in the column of the other keys)",
    ]);
    expect(render("apiVersion: v1\nname: a\nversion: 1.0.0\ntype: cli\nruntime: subproces\n")).toEqual([
      'p/plugin.yaml:4:7: type: unknown type "cli": expected one of cli/v1, getter/v1, postrenderer/v1, test/v1',
      'p/plugin.yaml:5:10: runtime: unknown runtime "subproces": expected one of subprocess, lua/v1, extism/v1 (did you mean subprocess?)',
    ]);
    expect(render("a".repeat(MAX_MANIFEST_BYTES + 1))).toEqual([
      "p/plugin.yaml: the file has more than the 262144 bytes that a manifest may have",
    ]);
  });
});
