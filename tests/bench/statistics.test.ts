import { expect, test } from "bun:test";
import { median, summarise } from "./statistics.ts";

test.each([
  [[3], 3],
  [[9, 1, 5], 5],
  [[4, 1, 3, 2], 2.5],
  [[10, 9, 100], 10],
])("gives the median of %j as %d", (samples, expected) => {
  expect(median(samples)).toBe(expected);
});

test("summarises without changing the samples, and refuses none", () => {
  const samples = [5, 1, 3];
  expect(summarise(samples)).toEqual({ median: 3, min: 1, max: 5, count: 3 });
  expect(samples).toEqual([5, 1, 3]);
  expect(() => summarise([])).toThrow("no samples");
});
