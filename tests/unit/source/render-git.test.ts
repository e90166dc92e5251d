import { expect, test } from "bun:test";
import { isSameRepository, renderGit } from "../../../src/source/render-git.ts";

const render = (os: string, url: string, subfolder = ""): string | undefined => renderGit(os, { url, subfolder });

test.each([
  ["linux", "https://example.com/x", "", "git+https://example.com/x"],
  ["linux", "https://example.com/x.git", "a/b", "https://example.com/x.git//a/b"],
  ["linux", "git@example.com:x", "", "git@example.com:x"],
  ["linux", "file:///work/x", "a", "file:///work/x//a"],
  ["linux", "/work/x", "", "file:///work/x"],
  ["linux", "/work/x/", "a", "file:///work/x//a"],
  ["linux", "/work/with space/100%#?", "", "file:///work/with%20space/100%25%23%3F"],
  ["linux", "/work/tést", "", "file:///work/t%C3%A9st"],
  ["linux", "/work/\uDCE9", "", undefined],
  ["windows", String.raw`C:\work\x`, "", "file:///C:/work/x"],
  ["windows", "C:/work/x", "", "file:///C:/work/x"],
  ["linux", "../x", "", undefined],
  ["linux", "example.com:x", "", undefined],
  ["linux", "https://example.com//x.git", "", undefined],
  ["windows", String.raw`\\server\share\x`, "", undefined],
])("on %s %j with the folder %j is the source %j", (os, url, subfolder, expected) => {
  expect(render(os, url, subfolder)).toBe(expected);
});

test.each([
  ["linux", "/work/x", "file:///work/x", true],
  ["linux", "/work/x/", "file://localhost/work/x", true],
  ["linux", "/work/a b%", "file:///work/a%20b%", true],
  ["windows", String.raw`C:\work\x`, "file:///C:/work/x", true],
  ["linux", "https://example.com/x", "https://example.com/x", true],
  ["linux", "https://example.com/x", "https://example.com/y", false],
  ["linux", "/work/x", "/work/y", false],
  ["linux", "file://example.com/work/x", "/work/x", false],
])("on %s that %j and %j are the same repository is %j", (os, one, other, expected) => {
  expect(isSameRepository(os, one, other)).toBe(expected);
});
