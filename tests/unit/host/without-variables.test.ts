import { expect, test } from "bun:test";
import { withoutVariables } from "../../../src/host/without-variables.ts";

const ALL = { GIT_DIR: "a", Git_Dir: "b", HOME: "" };

test("leaves out the names as they are written", () => {
  expect(withoutVariables(ALL, ["GIT_DIR", "ABSENT"], false)).toEqual({ Git_Dir: "b", HOME: "" });
});

test("leaves them out in any case on Windows", () => {
  expect(withoutVariables(ALL, ["GIT_DIR"], true)).toEqual({ HOME: "" });
});
