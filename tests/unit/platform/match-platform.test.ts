import { describe, expect, test } from "bun:test";
import { matchArch, matchOs } from "../../../src/platform/match-platform.ts";
import {
  ARCH_ALIASES,
  ARCH_WORDS,
  OS_ALIASES,
  OS_WORDS,
  resolveArch,
  resolveOs,
} from "../../../src/platform/platform-words.ts";

/** A second list, written by hand: words in one group mean the same. */
const ARCH_GROUPS = [
  ["386", "i386", "i686", "x86", "ia32"],
  ["amd64", "x86_64", "x64"],
  ["arm64", "aarch64"],
  ["arm", "armv6", "armv7", "armhf"],
  ["ppc64le", "ppc64el"],
  ["s390x"],
  ["riscv64"],
];
const OS_GROUPS = [["darwin", "macos", "osx"], ["windows", "win32"], ["linux"], ["freebsd"]];

function pairs(groups: readonly (readonly string[])[]): [string, string, boolean][] {
  const words = groups.flatMap((group) => group.map((word) => ({ word, group })));
  return words.flatMap((left) =>
    words.map((right): [string, string, boolean] => [left.word, right.word, left.group === right.group]),
  );
}

describe("matchArch", () => {
  test("holds for the words of one group and no others, in any case", () => {
    for (const [left, right, same] of pairs(ARCH_GROUPS)) {
      expect([left, right, matchArch(left, right), matchArch(left.toUpperCase(), right)]).toEqual([
        left,
        right,
        same,
        same,
      ]);
    }
  });
});

describe("matchOs", () => {
  test("holds for the words of one group and no others, in any case", () => {
    for (const [left, right, same] of pairs(OS_GROUPS)) {
      expect([left, right, matchOs(left, right), matchOs(left, right.toUpperCase())]).toEqual([
        left,
        right,
        same,
        same,
      ]);
    }
  });

  test("distinguishes unknown words and treats none as a pattern", () => {
    expect(matchOs("linux", "linux2")).toBe(false);
    expect(matchOs("*", "linux")).toBe(false);
    expect(matchOs("constructor", "linux")).toBe(false);
    expect(matchOs("TempleOS", "templeos")).toBe(true);
  });
});

describe("the words", () => {
  test("are all aliases of Go's names, and none is both", () => {
    for (const [alias, word] of OS_ALIASES) {
      expect(OS_WORDS).toContain(word);
      expect(OS_WORDS).not.toContain(alias);
    }
    for (const [alias, word] of ARCH_ALIASES) {
      expect(ARCH_WORDS).toContain(word);
      expect(ARCH_WORDS).not.toContain(alias);
    }
  });

  test("resolve to themselves if they are Go's names", () => {
    for (const word of OS_WORDS) expect(resolveOs(word)).toBe(word);
    for (const word of ARCH_WORDS) expect(resolveArch(word)).toBe(word);
  });
});
