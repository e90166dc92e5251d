import { expect, test } from "bun:test";
import { rankAssets } from "../../../../src/manage/github/choose-asset.ts";

const ranked = (names: readonly string[], platform: string, repository = "o/greet"): string[] => {
  const [os = "", arch = ""] = platform.split("/");
  const assets = names.map((name, id) => ({ id, name, url: "", sha256: undefined }));
  return rankAssets(assets, { os, arch }, repository).map(({ name }) => name);
};

/** Names as releases of plugins have them. */
test.each([
  ["linux/amd64", "helm-diff-linux-amd64.tgz"],
  ["linux/amd64", "greet_1.2.0_linux_amd64.tar.gz"],
  ["linux/amd64", "greet_1.2.0_Linux_x86_64.tar.gz"],
  ["linux/amd64", "greet-v1-x86_64-unknown-linux-musl.tar.gz"],
  ["linux/amd64", "greet_linux_amd64_v1.tar.gz"],
  ["linux/amd64", "greet-linux64.tar.gz"],
  ["linux/amd64", "greet_1.0_Linux_64bit.tar.gz"],
  ["linux/386", "greet_1.0_Linux_32bit.tar.gz"],
  ["linux/386", "greet-linux-i386.tgz"],
  ["linux/386", "greet-linux-x86.tgz"],
  ["linux/arm", "greet_linux_armv7.tar.gz"],
  ["linux/arm", "greet_linux_armv6hf.tar.gz"],
  ["linux/arm64", "greet-aarch64-linux.zip"],
  ["darwin/arm64", "greet_Darwin_arm64.tar.gz"],
  ["darwin/arm64", "greet-macOS-arm64.zip"],
  ["darwin/amd64", "greet-mac-x64.zip"],
  ["windows/amd64", "greet_windows_amd64.zip"],
  ["windows/amd64", "greet-win64.zip"],
  ["windows/386", "greet-win32.zip"],
])("for %s, %s is the asset", (platform, name) => {
  const others = ["greet-plan9-mips.tgz", "greet-solaris-s390x.zip", "greet_freebsd_ppc64.tar.gz"];
  expect(ranked([...others, name], platform)).toEqual([name]);
});

test.each([
  ["of another system", "greet-windows-amd64.zip"],
  ["of another architecture", "greet-linux-arm64.tgz"],
  ["of another width", "greet-linux-x86.tgz"],
  ["that is a program alone", "greet-linux-amd64"],
  ["that is a signature", "greet-linux-amd64.tgz.sig"],
  ["that is a checksum", "greet-linux-amd64.tgz.sha256"],
  ["that luff cannot unpack", "greet-linux-amd64.tar.xz"],
])("an asset %s is not tried", (_what, name) => {
  expect(ranked([name], "linux/amd64")).toEqual([]);
});

test("the likeliest is first: system and architecture, then the system alone, then no platform at all", () => {
  const names = [
    "greet.tgz",
    "greet-darwin-all.tgz",
    "greet-darwin-arm64.zip",
    "greet-darwin-arm64.tgz",
    "x-linux.tgz",
  ];
  expect(ranked(names, "darwin/arm64")).toEqual([
    "greet-darwin-arm64.tgz",
    "greet-darwin-arm64.zip",
    "greet-darwin-all.tgz",
  ]);
});

test("an archive is a zip on Windows before it is a tar", () => {
  expect(ranked(["greet-windows-amd64.tgz", "greet-windows-amd64.zip"], "windows/amd64")).toEqual([
    "greet-windows-amd64.zip",
    "greet-windows-amd64.tgz",
  ]);
});

test("the repository's own name says nothing of a platform", () => {
  const names = ["win-linux-tools_1.0_darwin_arm64.tar.gz", "win-linux-tools_1.0_linux_arm64.tar.gz"];
  expect(ranked(names, "darwin/arm64", "o/win-linux-tools")).toEqual([names[0] ?? ""]);
});
