import { expect, test } from "bun:test";
import { isDownload } from "../../../src/source/is-download.ts";

test.each([
  ["https://example.com/x.tgz", true],
  ["http://example.com/x.TAR.GZ?a=b#c", true],
  ["https://github.com/o/r/releases/download/v1/x", true],
  ["https://github.com/o/r/archive/refs/heads/main.zip", true],
  ["https://gitlab.com/o/group/r/-/archive/v1/r-v1", true],
  ["https://github.com/o/r", false],
  ["https://github.com/archive/r/", false],
  ["https://github.com/o/r.git", false],
  ["https://example.com/download?file=x.tgz", false],
  ["git+https://example.com/x.tgz", false],
  ["ssh://git@example.com/x.tgz", false],
])("%s is the URL of a file: %p", (text, expected) => {
  expect(isDownload(text)).toBe(expected);
});
