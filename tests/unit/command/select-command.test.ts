import { describe, expect, test } from "bun:test";
import { fc } from "../../helpers/fast-check.ts";
import { selectCommand } from "../../../src/command/select-command.ts";
import type { CommandSet, PlatformCommand } from "../../../src/manifest/plugin.ts";
import type { Platform } from "../../../src/platform/platform.ts";

function entry(words: string): PlatformCommand {
  const [os = "", arch = ""] = words.split("/");
  return { os, arch, command: `for ${words}`, args: [] };
}

function choose(list: string, command: string, platform: string): string {
  const set = { platformCommand: list === "" ? [] : list.split(" ").map(entry), command };
  const [os = "", arch = ""] = platform.split("/");
  const selection = selectCommand(set, { os, arch });
  if (selection.kind === "entry") return list.split(" ")[selection.index] ?? "no such entry";
  return selection.kind === "default" ? "default" : "none";
}

describe("selectCommand", () => {
  test.each([
    // An exact match wins in any position.
    ["linux / linux/amd64", "linux/amd64", "linux/amd64"],
    ["/ linux linux/arm64", "linux/arm64", "linux/arm64"],
    ["LINUX/AMD64", "linux/amd64", "LINUX/AMD64"],
    ["linux/i386", "linux/386", "linux/i386"],
    ["linux/x86_64 linux/amd64", "linux/amd64", "linux/x86_64"],
    ["macOS/aarch64", "darwin/arm64", "macOS/aarch64"],
    // Then the os alone, then neither, then the os with another arch.
    ["linux/arm64 / linux", "linux/amd64", "linux"],
    ["linux/arm64 /", "linux/amd64", "/"],
    ["windows linux/arm64 linux/s390x", "linux/amd64", "linux/arm64"],
    ["linux/arm64", "linux/amd64", "linux/arm64"],
    // Then `command`.
    ["windows darwin", "linux/amd64", "default"],
    ["/amd64", "linux/amd64", "default"],
    ["", "linux/amd64", "default"],
  ])("chooses from %p on %s the entry %s", (list, platform, chosen) => {
    expect(choose(list, "echo", platform)).toBe(chosen);
  });

  test.each([["windows"], ["/amd64"], [""]])("finds nothing in %p on linux/amd64 without a command", (list) => {
    expect(choose(list, "", "linux/amd64")).toBe("none");
  });

  test("chooses the entry that fits even if its command is empty", () => {
    const set = {
      platformCommand: [{ os: "linux", arch: "amd64", command: "", args: [] }, entry("linux")],
      command: "x",
    };
    expect(selectCommand(set, { os: "linux", arch: "amd64" })).toMatchObject({ kind: "entry", index: 0 });
  });
});

/** The rules once more, as a score: the entry with the lowest one is chosen, the earlier of two equal ones. */
const SAME: readonly string[] = [
  "386 i386 i686 x86 ia32",
  "amd64 x86_64 x64",
  "arm64 aarch64",
  "arm armv6 armv7 armhf",
  "ppc64le ppc64el",
  "darwin macos osx",
  "windows win32",
];
function same(left: string, right: string): boolean {
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  return a === b || SAME.some((group) => [a, b].every((word) => group.split(" ").includes(word)));
}
function score({ os, arch }: PlatformCommand, here: Platform): number {
  const fits = (word: string, wanted: string): string => (word === "" ? "any" : String(same(word, wanted)));
  const order = ["true true", "true any", "any any", "true false"];
  const at = order.indexOf(`${fits(os, here.os)} ${fits(arch, here.arch)}`);
  return at < 0 ? Infinity : at;
}
function expected(set: CommandSet, here: Platform): number | "default" | "none" {
  const scored = set.platformCommand.map((one, index) => ({ index, score: score(one, here) }));
  const [best] = scored.filter((one) => one.score < Infinity).sort((a, b) => a.score - b.score || a.index - b.index);
  return best?.index ?? (set.command.length > 0 ? "default" : "none");
}

const os = fc.constantFrom("", "linux", "Linux", "windows", "win32", "darwin", "macos", "OSX", "plan9");
const arch = fc.constantFrom(
  "",
  "amd64",
  "x86_64",
  "X64",
  "386",
  "i386",
  "arm64",
  "AArch64",
  "arm",
  "armhf",
  "nonsense",
);
const entries = fc.array(fc.record({ os, arch, command: fc.constantFrom("", "run"), args: fc.constant([]) }));
const here = fc.record({
  os: fc.constantFrom("linux", "windows", "darwin", "freebsd"),
  arch: fc.constantFrom("amd64", "386", "arm64", "arm", "s390x"),
});

test("selectCommand agrees with a second statement of the rules", () => {
  fc.assert(
    fc.property(entries, fc.constantFrom("", "run"), here, (platformCommand, command, platform) => {
      const set = { platformCommand, command };
      const selection = selectCommand(set, platform);
      expect(selection.kind === "entry" ? selection.index : selection.kind).toBe(expected(set, platform));
    }),
    { numRuns: 2000 },
  );
});
