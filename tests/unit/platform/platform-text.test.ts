import { expect, test } from "bun:test";
import { parsePlatform, showPlatform } from "../../../src/platform/platform-text.ts";

test.each([
  ["linux/amd64", { os: "linux", arch: "amd64" }],
  ["macOS/aarch64", { os: "darwin", arch: "arm64" }],
  ["linux", undefined],
  ["linux/", undefined],
  ["linux/amd64/v2", undefined],
  ["linux/vax", undefined],
  ["beos/amd64", undefined],
  ["", undefined],
])("%j is read as a platform", (text, platform) => {
  expect(parsePlatform(text)).toEqual(platform);
});

test("a platform is shown as Go names it", () => {
  expect(showPlatform({ os: "windows", arch: "386" })).toBe("windows/386");
});
