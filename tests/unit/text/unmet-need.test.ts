import { expect, test } from "bun:test";
import { unmetNeed } from "../../../src/text/unmet-need.ts";

test.each([
  [">=0.2", "0.1.9", "luff 0.2 or later"],
  [" >= v0.2.1 ", "0.2.0", "luff 0.2.1 or later"],
  ["^0.3", "0.2.0", "a luff of version ^0.3"],
  [">=0.2, <1", "1.0.0", "a luff of version >=0.2, <1"],
])("of %j, version %s is told as %j", (constraint, version, need) => {
  expect(unmetNeed(constraint, version)).toBe(need);
});

test.each([
  [">=0.2", "0.2.0"],
  [">=0.2", "0.2.0-rc.1"],
  ["*", "0.1.0"],
  [">=99", "0.0.0-source"],
])("of %j is met by version %s", (constraint, version) => {
  expect(unmetNeed(constraint, version)).toBeUndefined();
});

test("of no constraint is invalid, for every version", () => {
  expect(unmetNeed("newest", "1.0.0")).toBe("invalid");
  expect(unmetNeed("newest", "0.0.0-source")).toBe("invalid");
});
