import { expect, test } from "bun:test";
import { readCode } from "../../../../src/cli/manual/read-code.ts";
import { FAULT_CODES } from "../../../../src/manifest/fault-codes.ts";
import { LINT_CODES } from "../../../../src/author/lint-codes.ts";
import { readLibraryTypes } from "../../../../build/library-reference.ts";
import { createMemoryHost } from "../../../helpers/memory-host.ts";

const { compression } = createMemoryHost({ files: {} });

test("knows each code of lint, of a manifest's faults and of the library's types", async () => {
  const types = readLibraryTypes().flatMap(({ blocks }) => blocks.flatMap(({ text, tags }) => [...text, ...tags]));
  const named = [...types.join("\n").matchAll(/`(E[A-Z]{3,})`/g)].map(([, code = ""]) => code);
  const { known, text } = await readCode(compression, "nothing");
  expect([...LINT_CODES, ...FAULT_CODES, ...named].filter((code) => !known.includes(code))).toEqual([]);
  expect(text).toBeUndefined();
});

test.each(["W011", "E021", "111", "W211", "W311", "W421", "W511", "W631"])("knows luacheck's %s", async (code) => {
  const { text } = await readCode(compression, code);
  expect(text).toStartWith(`# ${code}\n\nA finding of luff plugin lint: `);
});

test.each([
  ["1", "something failed, or this luff cannot start on this machine"],
  ["2", "`luff plugin test` has nothing to test"],
  ["70", "a bug in luff"],
  ["127", "nothing on this Windows runs the plugin's script"],
  ["143", "a signal (SIGHUP, Ctrl-C, SIGQUIT, SIGTERM) stopped"],
])("knows the exit status %s, and no code of luacheck with that number", async (status, meaning) => {
  const { text } = await readCode(compression, status);
  expect(text).toStartWith(`# ${status}\n\nAn exit status: ${meaning}`);
  expect(text?.includes("luacheck")).toBe(status === "143");
});

test("says both of a number that is a status and a code of luacheck", async () => {
  const { text } = await readCode(compression, "122");
  expect(text).toMatch(/^# 122\n\nAn exit status: .*\n\nA finding of luff plugin lint: luacheck 1xx/);
});

test.each(["0", "999", "W127", "345"])("knows nothing of %s", async (word) => {
  expect((await readCode(compression, word)).text).toBeUndefined();
});
