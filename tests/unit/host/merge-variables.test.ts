import { expect, test } from "bun:test";
import { mergeVariables } from "../../../src/host/merge-variables.ts";

const BASE = { Path: "a", helm_bin: "b", HOME: "c" };
const TOP = { PATH: "d", HELM_BIN: "e" };

test("treats names that differ only in case as one on Windows, and keeps the new spelling", () => {
  expect(mergeVariables(BASE, TOP, true)).toEqual({ PATH: "d", HELM_BIN: "e", HOME: "c" });
});

test("keeps such names apart on other systems", () => {
  expect(mergeVariables(BASE, TOP, false)).toEqual({ ...BASE, ...TOP });
});
