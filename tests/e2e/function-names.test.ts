import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { executableUnderTest, testsBinary } from "../helpers/program-under-test.ts";

// The stack of a bug report says where luff failed only if the functions in it have their names. The source always has them.
test.if(testsBinary())("an executable keeps the names of its functions", () => {
  expect(readFileSync(executableUnderTest()).includes("resolveNamespace")).toBe(true);
});
