import { expect, test } from "bun:test";
import { exitStatus } from "../../../src/lua/exit-status.ts";

test.each([
  [0n, 0],
  [7n, 7],
  [255n, 255],
  [256n, 1],
  [-1n, 1],
  [512, 1],
  [2n ** 32n, 1],
  [2n ** 63n - 1n, 1],
  [-(2n ** 63n), 1],
])("is %p as %p on POSIX, where a status is from 0 to 255", (value, status) => {
  expect(exitStatus("linux", value)).toBe(status);
  expect(exitStatus("darwin", value)).toBe(status);
});

test.each([
  [0n, 0],
  [256n, 256],
  [-1n, 0xffffffff],
  [-(2n ** 31n), 0x80000000],
  [0xc0000005n, 0xc0000005],
  [2n ** 32n - 1n, 0xffffffff],
  [2n ** 32n, 1],
  [-(2n ** 32n), 1],
  [-(2n ** 31n) - 1n, 1],
])("is %p as %p on Windows, where a status has 32 bits", (value, status) => {
  expect(exitStatus("windows", value)).toBe(status);
});
