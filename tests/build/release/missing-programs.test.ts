import { describe, expect, test } from "bun:test";
import { requireTarget } from "../../../build/compile.ts";
import { missingPrograms } from "../../../build/release/missing-programs.ts";

const TARGETS = ["linux/amd64", "linux/386", "linux/amd64-musl", "windows/386", "darwin/arm64"].map(requireTarget);

describe("missingPrograms", () => {
  test("names each program once: those that make packages, then compilers", () => {
    expect(missingPrograms(TARGETS, () => null)).toEqual([
      "dpkg-deb",
      "rpmbuild",
      "i686-linux-gnu-gcc",
      "i686-w64-mingw32-gcc",
    ]);
  });

  test("leaves out installed programs", () => {
    const find = (program: string): string | null => (program === "rpmbuild" ? null : `/usr/bin/${program}`);
    expect(missingPrograms(TARGETS, find)).toEqual(["rpmbuild"]);
  });

  test("needs no programs for targets with Bun that have no packages", () => {
    const targets = ["darwin/arm64", "windows/amd64", "linux/amd64-musl"].map(requireTarget);
    expect(missingPrograms(targets, () => null)).toEqual([]);
  });
});
