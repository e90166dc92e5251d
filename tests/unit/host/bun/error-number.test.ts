import { expect, test } from "bun:test";
import { errorNumber } from "../../../../src/host/bun/error-number.ts";

test.each([
  ["ENOENT", -4058, -2],
  ["EISDIR", -4068, -13],
  ["ENOTEMPTY", -4051, -41],
  ["EUNKNOWN", -4094, -22],
])("makes of node's %s (%i) on Windows the number of the C run-time, %i", (code, errno, number) => {
  expect(errorNumber({ code, errno }, "win32")).toBe(number);
});

test.each([
  ["ENOENT", -2, -2],
  ["ENOTEMPTY", 39, -39],
  ["EUNKNOWN", 0, -22],
])("makes of node's %s (%i) elsewhere the system's own number, %i", (code, errno, number) => {
  expect(errorNumber({ code, errno }, "linux")).toBe(number);
});

test("treats an error without a number as an invalid argument", () => {
  const error = new Error("x");
  expect([errorNumber(error, "win32"), errorNumber(error, "linux")]).toEqual([-22, -22]);
});
