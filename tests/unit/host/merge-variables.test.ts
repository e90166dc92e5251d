import { expect, test } from "bun:test";
import { mergeVariables } from "../../../src/host/merge-variables.ts";

const BASE = { Path: "a", helm_bin: "b", HOME: "c" };
const TOP = { PATH: "d", HELM_BIN: "e" };

test("takes names of Windows that differ in case alone for one, and writes them as they are set", () => {
  expect(mergeVariables(BASE, TOP, true)).toEqual({ PATH: "d", HELM_BIN: "e", HOME: "c" });
});

test("keeps such names apart elsewhere", () => {
  expect(mergeVariables(BASE, TOP, false)).toEqual({ ...BASE, ...TOP });
});
