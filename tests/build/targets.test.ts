import { describe, expect, test } from "bun:test";
import { requireToolchain } from "../../build/compact/toolchains.ts";
import { findTarget, TARGETS, targetFile, targetName } from "../../build/targets.ts";

describe("the build matrix", () => {
  test("has every platform that luff is built for, under Go's names", () => {
    expect(TARGETS.map((target) => [targetName(target), targetFile(target)])).toEqual([
      ["linux/amd64", "luff-linux-amd64"],
      ["linux/amd64-musl", "luff-linux-amd64-musl"],
      ["linux/arm64", "luff-linux-arm64"],
      ["linux/arm64-musl", "luff-linux-arm64-musl"],
      ["darwin/amd64", "luff-darwin-amd64"],
      ["darwin/arm64", "luff-darwin-arm64"],
      ["windows/amd64", "luff-windows-amd64.exe"],
      ["windows/arm64", "luff-windows-arm64.exe"],
      ["linux/386", "luff-linux-386"],
      ["linux/arm", "luff-linux-arm"],
      ["linux/loong64", "luff-linux-loong64"],
      ["linux/ppc64le", "luff-linux-ppc64le"],
      ["linux/riscv64", "luff-linux-riscv64"],
      ["linux/s390x", "luff-linux-s390x"],
      ["windows/386", "luff-windows-386.exe"],
      ["linux/amd64-compact", "luff-linux-amd64-compact"],
      ["linux/arm64-compact", "luff-linux-arm64-compact"],
      ["windows/amd64-compact", "luff-windows-amd64-compact.exe"],
    ]);
  });

  test("gives each target of Bun a Bun of its own", () => {
    const targets = TARGETS.filter((target) => target.host === "bun");
    expect(new Set(targets.map((target) => target.bunTarget)).size).toBe(targets.length);
    expect(new Set(targets.map((target) => target.bunPackage)).size).toBe(targets.length);
  });

  test("gives each compact target a compiler", () => {
    const targets = TARGETS.filter((target) => target.host === "quickjs");
    const compilers = targets.map((target) => requireToolchain(target).compiler);
    expect(new Set(compilers).size).toBe(targets.length);
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
