import { describe, expect, test } from "bun:test";
import { compareVersions, parseVersion } from "../../../src/text/semver.ts";
import { parseConstraint } from "../../../src/text/version-constraint.ts";

const version = (text: string) => parseVersion(text)!;

describe("parseVersion", () => {
  test("reads versions in the spelling of tags", () => {
    expect(parseVersion("v1.2.3")).toEqual({ numbers: [1, 2, 3], pre: [] });
    expect(parseVersion("1.2")).toEqual({ numbers: [1, 2, 0], pre: [] });
    expect(parseVersion("v3")).toEqual({ numbers: [3, 0, 0], pre: [] });
    expect(parseVersion("1.0.0-rc.1+build")).toEqual({ numbers: [1, 0, 0], pre: ["rc", "1"] });
    const others = ["", "latest", "release-1.0", "1.2.3.4", "1.2.", "v"];
    expect(others.map(parseVersion)).toEqual(others.map(() => undefined));
  });
});

test("compareVersions has the order of semver.org", () => {
  const order =
    "1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0 1.0.1 1.10.0 2.0.0";
  const versions = order.split(" ").map(version);
  for (const [index, one] of versions.entries()) {
    const signs = versions.map((other) => Math.sign(compareVersions(one, other)));
    expect(signs).toEqual(versions.map((_, at) => Math.sign(index - at)));
  }
});

test.each(["", "nonsense", ">=", "1.2.3 and more", "=>=1", "1.2.3.4", "> 1 ||"])("%j is not a constraint", (text) => {
  expect(parseConstraint(text)).toBeUndefined();
});
