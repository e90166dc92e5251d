import { describe, expect, test } from "bun:test";
import { fc } from "../../helpers/fast-check.ts";
import { parseManifest } from "../../../src/manifest/parse-manifest.ts";
import { scanName } from "../../../src/manifest/scan-name.ts";

function parsedName(text: string): string | undefined {
  return parseManifest(new TextEncoder().encode(text)).plugin?.name;
}

describe("scanName", () => {
  test.each([
    ["name: last\n", "last"],
    ['name: "last"\nversion: 1.0.0\n', "last"],
    ["name: 'last'   # the newest\n", "last"],
    ["---\n# a plugin\n\nversion: 1.0.0\nname: last", "last"],
    ["name: last\r\nversion: 1.0.0\r\n", "last"],
    ["version: x\nname: last\n\n\nusage: y\n", "last"],
    ["name: 12\n", "12"],
    ["command: '$A\\b {x} [y]'\nname: last\nhooks:\n  install: x\n", "last"],
    ["platformCommand:\n- os: linux\n  command: x\nname: last\n", "last"],
  ])("returns the name in %p", (text, name) => {
    expect(scanName(text)).toBe(name);
    expect(parsedName(text)).toBe(name);
  });

  test.each([
    ["no name", "version: 1.0.0\n"],
    ["an empty one", "name:\nversion: 1.0.0\n"],
    ["two", "name: a\nname: b\n"],
    ["another key that may be one", "name: a\nx: {name: b}\n"],
    ["a name in text", "name: a\nusage: give a name: it helps\n"],
    ["a flow map", "{name: a}\n"],
    ["a flow map in lines", "{\nname: a\n}\n"],
    ["a nested flow map", "{x: {\nname: a\n}}\n"],
    ["an indented map", "  name: a\n"],
    ["a list", "- x\nname: a\n"],
    ["more text below", "name: a\n  b\n"],
    ["more text after an empty line", "name: a\n\n  b\n"],
    ["words", "name: a b\n"],
    ["an alias", "usage: &u a\nname: *u\n"],
    ["an escape", 'name: "\\x61"\n'],
    ["other letters", "name: é\n"],
    ["a dot", "name: a.b\n"],
    ["a directive", "%YAML 1.2\n---\nname: a\n"],
    ["a byte order mark", "\ufeffname: a\n"],
    ["no space", "version: x\nname:a\n"],
    ["a name in another case", "Name: a\n"],
    ["a key over lines", '? "x\nname: a\n"\n: y\n'],
    ["a second document", "version: x\n...\nname: a\n"],
    ["a name in a second document", "Name: b\n---\nname: a\n"],
    ["an escaped name in the first document", '"\\x6eame": b\n---\nname: a\n'],
    ["a comment without a space", "name: a#b\n"],
    ["nothing", ""],
  ])("returns nothing, so that the parser decides: %s", (_what, text) => {
    expect(scanName(text)).toBeUndefined();
  });
});

/** Parts of manifests, valid and unusual, that are combined line by line. */
const NAME_LINES = [
  "name: a",
  'name: "b"',
  "name: 'c'",
  "name: d # x",
  "name: e#f",
  "name:g",
  "name : h",
  "name:  i",
  "name:\tj",
  "name: -",
  "name: ---",
  "name: null",
  "name: ~",
  "name: &k k",
  "name: *k",
  "name: !!str l",
  "name: |",
  "name: m n",
  "name: 'o",
  "name: {p}",
  '"name": q',
  "'name': r",
  "? name",
  ": s",
  "Name: t",
  "NAME: u",
  '"\\x6eame": v',
  "<<: {name: w}",
  "  name: x",
  "name: y ",
  "name: z\r",
  "name: aa\u00a0",
  "name: bb\u0085",
  "- name: cc",
  "{name: dd}",
  "{",
  "}",
  "x: {",
  "x: [",
  "]",
  "x: {\nname: ee\n}",
  "name",
];
const OTHER_LINES = [
  "",
  " ",
  "---",
  "...",
  "--- x",
  "%YAML 1.2",
  "# name: c",
  "#",
  "usage: x",
  "usage: |",
  "usage: >-",
  "usage: 'x",
  'usage: "x',
  "y'",
  'y"',
  'usage: "x\\',
  "  more",
  "\tmore",
  "hooks:",
  "  install: a",
  "  - a",
  "- a",
  "command: a\\b",
  "x: &k v",
  "x: &k {name: v}",
  "<<: *k",
  "version: 1.0.0",
  "apiVersion: v1",
  "type: cli/v1",
  "runtime: subprocess",
  "? |",
  "? x",
  ": y",
  "&k x: y",
  "!t x: y",
  "x: |2",
  "--",
  "-x: y",
  "\ufeff",
  "x:\ry",
  "x: y\u2028name: ff",
  "x: [a,",
  "b]",
  "\u0001",
];

const lines = fc.array(fc.oneof(fc.constantFrom(...NAME_LINES), fc.constantFrom(...OTHER_LINES)), { maxLength: 7 });
const text = fc
  .tuple(lines, fc.constantFrom("\n", "\n", "\n", "\r\n", "\n\n"), fc.boolean())
  .map(([parts, end, closed]) => parts.join(end) + (closed ? end : ""));

describe("if both scanName and parseManifest find a name", () => {
  test("it is the same", () => {
    let both = 0;
    fc.assert(
      fc.property(text, (manifest) => {
        const scanned = scanName(manifest);
        const parsed = scanned === undefined ? undefined : parsedName(manifest);
        if (scanned === undefined || parsed === undefined) return;
        both++;
        expect(scanned).toBe(parsed);
      }),
      { numRuns: 20_000 },
    );
    expect(both).toBeGreaterThan(100);
  });

  test("it is the same in text made of single characters", () => {
    const unit = fc.constantFrom(
      "name: a",
      "name: b",
      "\n",
      "\n",
      "\n  ",
      "\r\n",
      ":",
      " ",
      "- ",
      "? ",
      "{",
      "}",
      "[",
      "]",
      ",",
      '"',
      "'",
      "|",
      ">",
      "&k",
      "*k",
      "!",
      "#",
      "\\",
      "x: y",
      "x:",
      "---",
      "...",
      "\t",
      "%",
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (manifest) => {
        const scanned = scanName(manifest);
        if (scanned === undefined) return;
        const parsed = parsedName(manifest);
        if (parsed !== undefined) expect(scanned).toBe(parsed);
      }),
      { numRuns: 20_000 },
    );
  });
});
