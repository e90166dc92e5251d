import { describe, expect, test } from "bun:test";
import { resolve } from "node:path";
import { releaseNotes } from "../../../build/release/release-notes.ts";

const CHANGELOG = `\
# Changelog

## [Unreleased]

## [1.10.0] - 2026-03-01

### Added

- Ten.

## [1.1.0-rc.1] - 2026-02-01

- A candidate.

## [1.1.0]

- No date.

## [1.0.0] - 2026-01-31

### Added

- One: \`luff run\`.

### Fixed

- Two,
  on two lines.

## [0.9.0] - 2025-12-31

### Added

[Unreleased]: https://example.com/compare/v1.10.0...HEAD
[1.0.0]: https://example.com/releases/v1.0.0
`;

describe("releaseNotes", () => {
  test.each([
    ["v1.0.0", "### Added\n\n- One: `luff run`.\n\n### Fixed\n\n- Two,\n  on two lines.\n"],
    ["v1.10.0", "### Added\n\n- Ten.\n"],
    ["v1.1.0-rc.1", "- A candidate.\n"],
  ])("returns the text of the section of %s", (tag, expected) => {
    expect(releaseNotes(CHANGELOG, tag)).toBe(expected);
    expect(releaseNotes(CHANGELOG.replaceAll("\n", "\r\n"), tag)).toBe(expected);
  });

  test.each([
    ["v1.2.0", "CHANGELOG.md has no section for v1.2.0"],
    ["v1.1.0", "CHANGELOG.md gives no date for v1.1.0"],
    ["v0.9.0", "CHANGELOG.md lists no change for v0.9.0"],
    ["1.0.0", `"1.0.0" is not the tag of a release`],
    ["vUnreleased", `"vUnreleased" is not the tag of a release`],
    ["", `"" is not the tag of a release`],
  ])("refuses the tag %p", (tag, message) => {
    expect(() => releaseNotes(CHANGELOG, tag)).toThrow(message);
  });

  test("refuses a release whose changes are still under [Unreleased]", () => {
    const changelog = CHANGELOG.replace("## [Unreleased]\n", "## [Unreleased]\n\n### Fixed\n\n- Forgotten.\n");
    expect(() => releaseNotes(changelog, "v1.0.0")).toThrow("still lists changes under [Unreleased]");
  });
});

describe("bun build/print-release-notes.ts", () => {
  const script = resolve(import.meta.dir, "../../../build/print-release-notes.ts");

  test("exits with 1 and prints nothing for a tag without a section", () => {
    const { stdout, stderr, exitCode } = Bun.spawnSync([process.execPath, script, "v0.0.0"]);
    expect({ stdout: stdout.toString(), stderr: stderr.toString(), exitCode }).toEqual({
      stdout: "",
      stderr: 'CHANGELOG.md has no section for v0.0.0: add "## [0.0.0] - YYYY-MM-DD"\n',
      exitCode: 1,
    });
  });
});
