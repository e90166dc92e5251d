import { expect, test } from "bun:test";
import { estimateMedian, median, summarise } from "./statistics.ts";

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

test.each([
  [1, 0],
  [5, 0],
  [6, 0],
  [8, 0],
  [9, 1],
  [30, 9],
  [100, 39],
])("the interval of %d samples leaves out %d at each end", (count, outside) => {
  const samples = Array.from({ length: count }, (_, index) => index);
  const { value, low, high } = estimateMedian(samples.toReversed());
  expect({ value, low, high }).toEqual({ value: (count - 1) / 2, low: outside, high: count - 1 - outside });
});
