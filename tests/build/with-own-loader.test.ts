import { describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { compilerForLoader, withOwnLoader } from "../../build/musl/with-own-loader.ts";

describe("withOwnLoader", () => {
  test("refuses a folder whose path does not fit into the executable, and creates nothing", () => {
    const folder = "/tmp/a-folder-with-a-long-name";
    expect(() => withOwnLoader("arm64", process.execPath, folder)).toThrow(folder);
    expect(existsSync(folder)).toBe(false);
  });

  test("refuses a processor for which Bun has no musl executable", () => {
    expect(() => withOwnLoader("riscv64", process.execPath, "/tmp/l")).toThrow("riscv64");
    expect(() => compilerForLoader("386")).toThrow("386");
  });

  test("uses the C++ library of the compiler for that processor", () => {
    expect(["amd64", "arm64"].map(compilerForLoader)).toEqual(["x86_64-linux-gnu-g++", "aarch64-linux-gnu-g++"]);
  });
});
