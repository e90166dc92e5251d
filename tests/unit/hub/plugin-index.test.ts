import { expect, test } from "bun:test";
import { mergeEntries, parseIndex, renderIndex, searchIndex, type IndexEntry } from "../../../src/hub/plugin-index.ts";

const SHA = "a".repeat(64);
const entry = (name: string, version: string, description = ""): IndexEntry => ({
  name,
  version,
  description,
  url: `${name}-${version}.tgz`,
  sha256: SHA,
});
const ALL = [entry("diff", "1.9.0"), entry("y", "1.10", "shows a diff"), entry("diff", "1.10.0"), entry("a", "1", "b")];

test("renderIndex sorts by name and version, and parseIndex reads what it wrote", async () => {
  const text = await renderIndex(ALL);
  expect(text.match(/^ +(?:- )?(?:name|version): .*$/gm)?.map((line) => line.replace(/^.*: /, ""))).toEqual([
    "a",
    '"1"',
    "diff",
    "1.10.0",
    "diff",
    "1.9.0",
    '"y"',
    '"1.10"',
  ]);
  expect(await renderIndex(await parseIndex(text, "index"))).toBe(text);
});

test("mergeEntries replaces an entry of the same name, version and url, and keeps the others", () => {
  const changed = { ...entry("diff", "1.9.0"), sha256: "b".repeat(64) };
  const merged = mergeEntries(ALL, [changed, entry("new", "1.0.0")]);
  expect(merged).toHaveLength(5);
  expect(merged[0]).toEqual(changed);
});

test.each([
  [["DIFF"], ["diff 1.10.0", "y 1.10"]],
  [["diff", "shows"], ["y 1.10"]],
  [[], ["a 1", "diff 1.10.0", "y 1.10"]],
  [["absent"], []],
])("searchIndex for %j finds %j", (words, expected) => {
  const found = searchIndex(ALL, { words, limit: 10, resolve: (url) => `/i/${url}` });
  expect(found.map(({ name, version }) => `${name} ${version}`)).toEqual(expected);
});

test("searchIndex gives a command with the checksum, at most as many as asked", () => {
  const [first, ...more] = searchIndex(ALL, { words: ["diff"], limit: 1, resolve: (url) => `/i/${url}` });
  expect(more).toEqual([]);
  expect(first).toMatchObject({
    repository: "/i/diff-1.10.0.tgz",
    stars: null,
    command: `luff plugin install --checksum sha256:${SHA} /i/diff-1.10.0.tgz`,
  });
});

test.each([
  ["", "expected version: 1"],
  ["{", "not YAML"],
  ["version: 2\nplugins: []\n", "expected version: 1"],
  ["version: 1\nplugins: {}\n", "a list named plugins"],
  ["version: 1\nplugins: [1]\n", "plugins[0].name is missing"],
  ["version: 1\nplugins: [{name: a, version: 1.10}]\n", "plugins[0].version is not a text"],
  ["version: 1\nplugins: [{name: a, url: b, sha256: c}]\n", "plugins[0].sha256"],
  ["a: *b\n", "not YAML"],
])("parseIndex refuses %j", async (text, reason) => {
  expect(parseIndex(text, "I")).rejects.toThrow(reason);
});
