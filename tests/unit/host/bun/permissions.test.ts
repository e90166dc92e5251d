import { expect, test } from "bun:test";
import { readPermissions } from "../../../../src/host/bun/permissions.ts";

test("returns nothing on Windows, where files have no such bits", () => {
  expect(readPermissions(import.meta.path, "windows")).toBeUndefined();
});
