import { describe, expect, test } from "bun:test";
import { runsHere, type Machine } from "../../build/own-platform.ts";
import { TARGETS, targetName } from "../../build/targets.ts";

describe("runsHere", () => {
  test.each<[Machine, readonly string[]]>([
    [{ platform: "linux", arch: "x64", musl: false, ia32: true }, ["linux/amd64", "linux/386", "linux/amd64-compact"]],
    [
      { platform: "linux", arch: "x64", musl: true, ia32: true },
      ["linux/amd64-musl", "linux/386", "linux/amd64-compact"],
    ],
    [{ platform: "linux", arch: "x64", musl: false, ia32: false }, ["linux/amd64", "linux/amd64-compact"]],
    [{ platform: "linux", arch: "arm64", musl: false, ia32: false }, ["linux/arm64", "linux/arm64-compact"]],
    [{ platform: "linux", arch: "arm64", musl: true, ia32: false }, ["linux/arm64-musl", "linux/arm64-compact"]],
    [{ platform: "darwin", arch: "x64", musl: false, ia32: false }, ["darwin/amd64"]],
    [{ platform: "darwin", arch: "arm64", musl: false, ia32: false }, ["darwin/arm64"]],
    [
      { platform: "win32", arch: "x64", musl: false, ia32: true },
      ["windows/amd64", "windows/386", "windows/amd64-compact"],
    ],
    [{ platform: "win32", arch: "arm64", musl: false, ia32: false }, ["windows/arm64"]],
    [{ platform: "freebsd", arch: "x64", musl: false, ia32: false }, []],
  ])("on %j accepts the executables made for it", (machine, expected) => {
    expect(TARGETS.filter((target) => runsHere(target, machine)).map(targetName)).toEqual([...expected]);
  });
});
