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
