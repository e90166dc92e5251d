import { describe, expect, test } from "bun:test";
import { renderNotices } from "../../../build/release/notices.ts";
import type { Component } from "../../../build/third-party/component.ts";

const ENGINE: Component = {
  name: "Engine",
  version: "1.2",
  license: { spdx: "MIT" },
  home: "https://example.com/engine",
  role: "It runs.",
  notice: "Copyright Somebody",
};

describe("renderNotices", () => {
  test("lists the components, then their own notices", () => {
    expect(renderNotices("luff 1.0.0 for linux/vax", [ENGINE])).toBe(`\
luff 1.0.0 for linux/vax: third-party notices

luff itself is under the Apache License 2.0, see LICENSE. This executable also holds the work of others:

  Engine 1.2: MIT

${"-".repeat(80)}

Engine 1.2
https://example.com/engine

It runs.
License: MIT

Copyright Somebody
`);
  });

  test("adds the text of a licence once if a component has none", () => {
    const bare = { name: "Bare", license: { spdx: "MIT" }, home: "https://example.com" };
    const text = renderNotices("luff", [ENGINE, bare, { ...bare, name: "Barer" }]);
    expect(text.split("\nLicense MIT\n")).toHaveLength(2);
    expect(text.split("Permission is hereby granted")).toHaveLength(2);
  });

  test("adds the full text of the LGPL, which notices only refer to", () => {
    const library = { ...ENGINE, license: { spdx: "LGPL-2.1-or-later" } };
    expect(renderNotices("luff", [library])).toContain("GNU LESSER GENERAL PUBLIC LICENSE\n\nVersion 2.1");
  });

  test("adds the texts of a component's linked parts, and names each part with its address", () => {
    const part = { name: "Part", license: { spdx: "Zlib" }, home: "https://example.com/part" };
    const text = renderNotices("luff", [{ ...ENGINE, parts: [part] }]);
    expect(text).toContain("Parts of Engine:\n  Part: Zlib\n    https://example.com/part\n");
    expect(text).toContain("\nLicense Zlib\n");
  });

  test("adds no text for a licence with an exception for compiled programs, and none for several licences", () => {
    const library = { name: "L", license: { spdx: "GPL-3.0-or-later WITH GCC-exception-3.1" }, home: "https://l" };
    const several = { name: "S", license: { page: "https://example.com/licences" }, home: "https://s" };
    const text = renderNotices("luff", [library, several]);
    expect(text).not.toMatch(/^License [^:]*$/m);
    expect(text).toContain("  S: several, see https://example.com/licences\n");
  });
});
