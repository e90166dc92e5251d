import { describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requireTarget } from "../../../build/compile.ts";
import { packRpm, renderRpmSpec, rpmFile } from "../../../build/packaging/rpm.ts";
import { madeContents } from "./made-contents.ts";

const CONTENTS = madeContents("linux/s390x");

describe("rpmFile", () => {
  test.each([
    ["linux/amd64", "luff-1.2.3-1.x86_64.rpm"],
    ["linux/386", "luff-1.2.3-1.i686.rpm"],
    ["linux/arm", "luff-1.2.3-1.armv7hl.rpm"],
    ["linux/loong64", "luff-1.2.3-1.loongarch64.rpm"],
  ])("names the package of %s", (target, expected) => {
    expect(rpmFile(requireTarget(target), "1.2.3")).toBe(expected);
  });

  test.each(["linux/amd64-musl", "darwin/arm64", "windows/386"])("has no package for %s", (target) => {
    expect(rpmFile(requireTarget(target), "1.2.3")).toBeUndefined();
  });
});

describe("renderRpmSpec", () => {
  test("sorts a pre-release before its release", () => {
    expect(renderRpmSpec(CONTENTS)).toContain("\nVersion: 1.2.3~rc.1\n");
  });

  test("depends on the C library only if the executable contains Bun", () => {
    expect(renderRpmSpec({ ...CONTENTS, target: requireTarget("linux/amd64") })).toContain(
      "\nRequires: glibc >= 2.17\n",
    );
    expect(renderRpmSpec(CONTENTS)).not.toContain("Requires");
  });
});

const missing = ["rpmbuild", "rpm"].some((tool) => Bun.which(tool) === null);

describe.skipIf(missing)(`packRpm${missing ? " (skipped: there is no rpmbuild)" : ""}`, () => {
  test("makes a package that rpm reads, with root's files and the source's time", () => {
    const file = "[%{FILENAMES} %{FILEMODES:perms} %{FILEUSERNAME} %{FILEMTIMES}\\n]";
    expect(query(file).trimEnd().split("\n")).toEqual([
      "/usr/bin/luff -rwxr-xr-x root 1767323045",
      "/usr/share/bash-completion/completions/luff -rw-r--r-- root 1767323045",
      "/usr/share/doc/luff/copyright -rw-r--r-- root 1767323045",
      "/usr/share/fish/vendor_completions.d/luff.fish -rw-r--r-- root 1767323045",
      "/usr/share/man/man7/luff-lua.7.gz -rw-r--r-- root 1767323045",
      "/usr/share/zsh/site-functions/_luff -rw-r--r-- root 1767323045",
    ]);
    expect(query("%{NAME} %{VERSION} %{ARCH} %{BUILDHOST} %{BUILDTIME}")).toBe(
      "luff 1.2.3~rc.1 s390x localhost 1767323045",
    );
  });

  test("makes the same bytes twice", () => {
    expect(packRpm(CONTENTS)).toEqual(packRpm(CONTENTS));
  });
});

function query(format: string): string {
  const folder = mkdtempSync(join(tmpdir(), "luff-rpm-test-"));
  try {
    const file = join(folder, "luff.rpm");
    writeFileSync(file, packRpm(CONTENTS));
    const { exitCode, stdout, stderr } = Bun.spawnSync(["rpm", "--query", "--package", "--queryformat", format, file]);
    expect(exitCode, stderr.toString()).toBe(0);
    return stdout.toString();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
