import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../build/root.ts";
import { testFiles } from "../../build/test-files.ts";

const HELM = "tests/compat/helm-record.test.ts";
const [UNIT, E2E] = ["tests/unit/a.test.ts", "tests/e2e/b.test.ts"];
const ALL = [HELM, E2E, UNIT];

test("a check runs each test file once, over the compiled file if it starts luff", () => {
  expect(testFiles("check", ALL)).toEqual({ source: [HELM, UNIT], program: [E2E] });
});

test("the long check runs all files over the source, and those that start luff also over the compiled file", () => {
  expect(testFiles("long", ALL)).toEqual({ source: ALL, program: [E2E] });
});

test("a check of the source runs all files over it", () => {
  expect(testFiles("source", ALL)).toEqual({ source: ALL, program: [] });
});

test("the files of a check are those of the repository, without gaps", () => {
  const { source, program } = testFiles("check");
  expect([...source, ...program].toSorted()).toEqual(testFiles("long").source.toSorted());
  expect(existsSync(join(ROOT, HELM))).toBe(true);
});
