import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureMade } from "../../build/ensure-made.ts";

describe("ensureMade", () => {
  let folder: string;
  let made: number;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "luff-made-"));
    made = 0;
    writeFileSync(join(folder, "input"), "1");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const ensure = (word = "compiler 1"): Promise<void> =>
    ensureMade(join(folder, "output"), { files: [join(folder, "input")], words: [word] }, async () => {
      made += 1;
      writeFileSync(join(folder, "output"), `made of ${readFileSync(join(folder, "input"), "utf8")}`);
    });

  test("makes the file once", async () => {
    await ensure();
    await ensure();
    expect(made).toBe(1);
  });

  test("makes it again if an input has changed", async () => {
    await ensure();
    writeFileSync(join(folder, "input"), "2");
    await ensure();
    expect(readFileSync(join(folder, "output"), "utf8")).toBe("made of 2");
  });

  test("makes it again with another compiler, and if it is missing", async () => {
    await ensure();
    await ensure("compiler 2");
    rmSync(join(folder, "output"));
    await ensure("compiler 2");
    expect(made).toBe(3);
  });

  test("tries again after a failure", async () => {
    await ensure();
    const input = { files: [join(folder, "input")], words: ["compiler 2"] };
    const failure = await ensureMade(join(folder, "output"), input, () => Promise.reject(new Error("no space"))).catch(
      String,
    );
    expect(failure).toBe("Error: no space");
    await ensure();
    expect(made).toBe(2);
  });
});
