import { afterAll, describe, expect, test } from "bun:test";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openCLibrary } from "../../../../../src/host/bun/library/open-c-library.ts";

const FUNCTION = { args: ["f64"], returns: "f64" } as const;
const folder = mkdtempSync(join(tmpdir(), "luff-library-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The path of a library that Bun has loaded. */
function loaded(name: string): string {
  const maps = readFileSync("/proc/self/maps", "utf8");
  return maps.split(/\s+/).find((word) => word.startsWith("/") && word.endsWith(`/${name}`)) ?? "";
}

describe.skipIf(process.platform !== "linux")("openCLibrary", () => {
  test("opens the library of the system, and not a file of a C library's name in the working folder", async () => {
    // It has a function that the C library lacks.
    for (const name of ["libc.so.6", "libc.musl-x86_64.so.1", "libc.musl-aarch64.so.1"]) {
      copyFileSync(loaded("libm.so.6"), join(folder, name));
    }
    const program = `
      const { openCLibrary } = await import(${JSON.stringify(resolve("src/host/bun/library/open-c-library.ts"))});
      const opened = (name) => openCLibrary({ [name]: ${JSON.stringify(FUNCTION)} }) !== undefined;
      console.log(opened("fabs"), opened("cos"), opened("abs"));`;
    const { stdout, stderr } = Bun.spawnSync([process.execPath, "-e", program], { cwd: folder });
    expect({ stdout: stdout.toString(), stderr: stderr.toString() }).toEqual({
      stdout: "false false true\n",
      stderr: "",
    });
  });

  test("is undefined where the library lacks one of the functions", () => {
    expect(openCLibrary({ abs: FUNCTION, luff_has_no_such_function: FUNCTION })).toBeUndefined();
  });
});
