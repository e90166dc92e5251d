import { describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requireTarget } from "../../../build/compile.ts";
import { debFile, packDeb, renderDebControl } from "../../../build/packaging/deb.ts";
import { madeContents } from "./made-contents.ts";

const CONTENTS = { ...madeContents("linux/386"), version: "1.2.3" };

describe("debFile", () => {
  test.each([
    ["linux/amd64", "1.2.3", "luff_1.2.3_amd64.deb"],
    ["linux/386", "1.2.3", "luff_1.2.3_i386.deb"],
    ["linux/arm", "1.2.3-rc.1", "luff_1.2.3-rc.1_armhf.deb"],
    ["linux/ppc64le", "1.2.3", "luff_1.2.3_ppc64el.deb"],
  ])("names the package of %s at %s", (target, version, expected) => {
    expect(debFile(requireTarget(target), version)).toBe(expected);
  });

  test.each(["linux/amd64-musl", "linux/amd64-compact", "darwin/arm64", "windows/386"])(
    "has no package for %s",
    (target) => {
      expect(debFile(requireTarget(target), "1.2.3")).toBeUndefined();
    },
  );
});

describe("renderDebControl", () => {
  test("depends on the C library if the executable contains Bun", () => {
    expect(renderDebControl({ target: requireTarget("linux/arm64"), version: "1.2.3" }, 2049)).toBe(`\
Package: luff
Version: 1.2.3
Architecture: arm64
Maintainer: luff's maintainers
Installed-Size: 3
Depends: libc6 (>= 2.17)
Section: admin
Priority: optional
Description: Runs Helm plugins, executable and Lua, on every platform from one file
 It needs /proc.
`);
  });

  test("sorts a pre-release before its release", () => {
    expect(renderDebControl({ ...CONTENTS, version: "1.2.3-rc.1" }, 1)).toContain("\nVersion: 1.2.3~rc.1\n");
  });

  test("names the processor that the executable for amd64 needs", () => {
    const control = renderDebControl({ target: requireTarget("linux/amd64"), version: "1.2.3" }, 1);
    expect(control).toEndWith("\n It needs a processor with SSE4.2 (x86-64-v2) and /proc.\n");
  });

  test("depends on nothing if it is compact", () => {
    expect(renderDebControl(CONTENTS, 1)).not.toContain("Depends");
    expect(renderDebControl(CONTENTS, 1)).not.toContain("needs");
  });
});

describe.skipIf(Bun.which("dpkg-deb") === null)("packDeb, where dpkg-deb is installed", () => {
  test("makes a package that dpkg-deb reads, with root's files", () => {
    const listing = withPackage((file) => run("dpkg-deb", "--contents", file));
    const entries = listing.split("\n").map((line) => line.replaceAll(/ +/g, " ").split(" "));
    expect(
      entries.filter(([mode]) => mode?.startsWith("-")).map(([mode, owner, , , , name]) => [mode, owner, name]),
    ).toEqual([
      ["-rwxr-xr-x", "root/root", "./usr/bin/luff"],
      ["-rw-r--r--", "root/root", "./usr/share/bash-completion/completions/luff"],
      ["-rw-r--r--", "root/root", "./usr/share/doc/luff/copyright"],
      ["-rw-r--r--", "root/root", "./usr/share/fish/vendor_completions.d/luff.fish"],
      ["-rw-r--r--", "root/root", "./usr/share/man/man7/luff-lua.7.gz"],
      ["-rw-r--r--", "root/root", "./usr/share/zsh/vendor-completions/_luff"],
    ]);
    expect(entries.filter(([mode]) => mode?.startsWith("d")).every(([mode]) => mode === "drwxr-xr-x")).toBe(true);
    expect(withPackage((file) => run("dpkg-deb", "--field", file, "Architecture", "Version"))).toBe(
      "Architecture: i386\nVersion: 1.2.3",
    );
  });

  test("makes the same bytes twice", () => {
    expect(packDeb(CONTENTS)).toEqual(packDeb(CONTENTS));
  });
});

function withPackage(use: (file: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), "luff-deb-test-"));
  try {
    const file = join(folder, "luff.deb");
    writeFileSync(file, packDeb(CONTENTS));
    return use(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(...command: readonly string[]): string {
  return Bun.spawnSync([...command])
    .stdout.toString()
    .trim();
}
