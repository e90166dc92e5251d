import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exclusively } from "../../../build/compact/exclusively.ts";

describe("exclusively", () => {
  let folder: string;
  let lock: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "luff-lock-"));
    lock = join(folder, "lock");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("runs one task after the other, and returns their results", async () => {
    const steps: string[] = [];
    const work = (name: string) => async () => {
      steps.push(`${name} begins`);
      await Bun.sleep(20);
      steps.push(`${name} ends`);
      return name;
    };
    expect(await Promise.all(["a", "b"].map((name) => exclusively(lock, work(name))))).toEqual(["a", "b"]);
    expect(steps).toEqual(["a begins", "a ends", "b begins", "b ends"]);
  });

  test("releases the lock if the task fails", async () => {
    expect(await exclusively(lock, () => Promise.reject(new Error("no space"))).catch(String)).toBe("Error: no space");
    expect(existsSync(lock)).toBe(false);
  });

  test("takes over the lock of a process that has ended", async () => {
    // No system gives a process so high a number.
    writeFileSync(lock, String(2 ** 30));
    expect(await exclusively(lock, async () => "done")).toBe("done");
  });

  test("takes over a lock that names no process", async () => {
    writeFileSync(lock, "");
    expect(await exclusively(lock, async () => "done")).toBe("done");
    expect(readdirSync(folder)).toEqual([]);
  });

  test("waits for a running process", async () => {
    writeFileSync(lock, String(process.pid));
    let ran = false;
    const work = exclusively(lock, async () => void (ran = true));
    // Each look at the lock changes the folder.
    const looked = statSync(folder, { bigint: true }).mtimeNs;
    while (statSync(folder, { bigint: true }).mtimeNs === looked) await Bun.sleep(10);
    expect(ran).toBe(false);
    rmSync(lock);
    await work;
    expect(ran).toBe(true);
  });

  test("fails if the lock cannot be made", async () => {
    expect(await exclusively(join(folder, "missing/lock"), async () => "done").catch(String)).toContain("ENOENT");
  });
});
