import { expect, test } from "bun:test";
import { fixVersion } from "../../../src/author/fix-version.ts";

test.each([
  ["1.2.3", "1.2.3"],
  ["1.2.3-rc.1+b", "1.2.3-rc.1+b"],
  ["v1.2.3", "1.2.3"],
  ["1.2", "1.2.0"],
  ["1", "1.0.0"],
  ["01.02", "1.2.0"],
  ["v2-beta", "2.0.0-beta"],
  ["latest", "0.1.0"],
  ["", "0.1.0"],
])("turns %j into the version %s", (text, version) => {
  expect(fixVersion(text)).toBe(version);
});
