import { expect, test } from "bun:test";
import { renderProgress } from "../../../src/output/progress-line.ts";

test.each([
  [0, 1000, 80, "Downloading: [                        ]   0%  0 B of 1.0 kB"],
  [12_345_678, 27_000_000, 80, "Downloading: [==========              ]  45%  12.3 MB of 27.0 MB"],
  [2_000_000_000, 2_000_000_000, 80, "Downloading: [========================] 100%  2.0 GB of 2.0 GB"],
  [999, undefined, 80, "Downloading: 999 B"],
  [5, 1, 20, "Downloading: [======"],
])("%p bytes of %p in %p columns", (received, total, width, line) => {
  expect(renderProgress(received, total, width)).toBe(line);
});
