import { expect, test } from "bun:test";
import { exitStatus } from "../../../src/lua/exit-status.ts";

test.each([
  [0n, 0],
  [7n, 7],
  [255n, 255],
  [256n, 0],
  [-1n, 255],
  [2n ** 63n - 1n, 255],
])("keeps the lowest byte of %p on POSIX", (value, status) => {
  expect(exitStatus("linux", value)).toBe(status);
});

test("keeps 32 bits on Windows", () => {
  expect([exitStatus("windows", 256), exitStatus("windows", -1n)]).toEqual([256, 0xffffffff]);
});
