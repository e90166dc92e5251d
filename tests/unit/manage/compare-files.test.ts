import { expect, test } from "bun:test";
import { compareFiles } from "../../../src/manage/receipt/file-list.ts";

const file = { kind: "file", sha256: "0", executable: false } as const;
const list = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, file]));

test("compareFiles knows files with the names of properties that every object has", () => {
  const names = ["__proto__", "constructor", "toString"];
  expect(compareFiles(list(), list(...names))).toEqual({ changed: [], missing: [], added: names });
  expect(compareFiles(list(...names), list())).toEqual({ changed: [], missing: names, added: [] });
  expect(compareFiles(list(...names), list(...names))).toEqual({ changed: [], missing: [], added: [] });
});
