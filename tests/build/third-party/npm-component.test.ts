import { describe, expect, test } from "bun:test";
import { licenseSection, npmComponent } from "../../../build/third-party/npm-component.ts";

describe("licenseSection", () => {
  test("reads a quoted section without its marks", () => {
    const readme = "# a\n\n## License (MIT)\n\n> **Copyright © 2019 Somebody**\n>\n> Permission\n";
    expect(licenseSection(readme)).toBe("Copyright © 2019 Somebody\n\nPermission");
  });

  test("ends with the section", () => {
    expect(licenseSection("## License\nMIT by S.\n\n## Thanks\nto all")).toBe("MIT by S.");
  });

  test("refuses a README without one", () => {
    expect(() => licenseSection("# a\nLicense: MIT\n")).toThrow();
  });
});

describe("npmComponent", () => {
  test("describes a package by its installed version, bun.lock's digest and its licence file", () => {
    const { version, purl, sha512, notice, license } = npmComponent("yaml", "");
    expect(purl).toBe(`pkg:npm/yaml@${version}`);
    expect(sha512).toMatch(/^[0-9a-f]{128}$/);
    expect(license).toEqual({ spdx: "ISC" });
    expect(notice).toStartWith("Copyright Eemeli Aro");
  });
});
