import { expect, test } from "bun:test";
import { shownPath } from "../../../src/platform/shown-path.ts";

test.each([
  ["C:\\my plugins\\p/bin/run", "C:\\my plugins\\p\\bin\\run"],
  ["C:/p/run", "C:\\p\\run"],
  ["\\\\server\\share/run", "\\\\server\\share\\run"],
  ["..\\p/run", "..\\p\\run"],
  ["/usr/bin/env", "/usr/bin/env"],
  ["./run", "./run"],
  ["https://example.com/x", "https://example.com/x"],
  ["sh", "sh"],
])("on Windows %j is shown as %j", (path, shown) => {
  expect(shownPath("windows", path)).toBe(shown);
});

test("on POSIX a path stays as it is", () => {
  expect(shownPath("linux", "/p/a\\b/C:/x")).toBe("/p/a\\b/C:/x");
});
