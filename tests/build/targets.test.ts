import { describe, expect, test } from "bun:test";
import { findTarget, TARGETS, targetFile, targetName } from "../../build/targets.ts";

describe("the build matrix", () => {
  test("has every platform that Bun compiles for, by Go's words", () => {
    expect(TARGETS.map((target) => [targetName(target), targetFile(target)])).toEqual([
      ["linux/amd64", "luff-linux-amd64"],
      ["linux/amd64-musl", "luff-linux-amd64-musl"],
      ["linux/arm64", "luff-linux-arm64"],
      ["linux/arm64-musl", "luff-linux-arm64-musl"],
      ["darwin/amd64", "luff-darwin-amd64"],
      ["darwin/arm64", "luff-darwin-arm64"],
      ["windows/amd64", "luff-windows-amd64.exe"],
      ["windows/arm64", "luff-windows-arm64.exe"],
    ]);
  });

  test("gives each target a Bun of its own", () => {
    expect(new Set(TARGETS.map((target) => target.bunTarget)).size).toBe(TARGETS.length);
    expect(new Set(TARGETS.map((target) => target.bunPackage)).size).toBe(TARGETS.length);
  });

  test("finds a target by its name and nothing else", () => {
    for (const target of TARGETS) expect(findTarget(targetName(target))).toBe(target);
    for (const name of ["", "linux", "linux/x64", "Linux/amd64", "luff-linux-amd64"]) {
      expect(findTarget(name)).toBeUndefined();
    }
  });
});

describe("bun build/compile.ts", () => {
  test("--list prints the matrix, a target a line", () => {
    const { stdout, exitCode } = compile("--list");
    expect(stdout).toBe(`${TARGETS.map(targetName).join("\n")}\n`);
    expect(exitCode).toBe(0);
  });

  test.each([[["--target", "linux/vax"]], [["--targets"]], [["linux/amd64"]]])("refuses %j", (args) => {
    const { stdout, exitCode } = compile(...args);
    expect(stdout).toBe("");
    expect(exitCode).not.toBe(0);
  });
});

function compile(...args: readonly string[]): { readonly stdout: string; readonly exitCode: number } {
  const script = `${import.meta.dir}/../../build/compile.ts`;
  const { stdout, exitCode } = Bun.spawnSync([process.execPath, script, ...args], { stderr: "ignore" });
  return { stdout: stdout.toString(), exitCode };
}
