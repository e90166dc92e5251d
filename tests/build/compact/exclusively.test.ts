import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
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

  test("does one piece of work after the other, and returns what each brings", async () => {
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

  test("gives the lock back where the work fails", async () => {
    expect(await exclusively(lock, () => Promise.reject(new Error("no space"))).catch(String)).toBe("Error: no space");
    expect(existsSync(lock)).toBe(false);
  });

  test("takes a lock over from a process that is gone", async () => {
    const { pid } = Bun.spawnSync([process.execPath, "--version"]);
    writeFileSync(lock, String(pid));
    expect(await exclusively(lock, async () => "done")).toBe("done");
  });

  test("takes over a lock that names no process", async () => {
    writeFileSync(lock, "");
    expect(await exclusively(lock, async () => "done")).toBe("done");
    expect(readdirSync(folder)).toEqual([]);
  });

  test("waits for a process that is there", async () => {
    writeFileSync(lock, String(process.pid));
    let ran = false;
    const work = exclusively(lock, async () => void (ran = true));
    await Bun.sleep(500);
    expect(ran).toBe(false);
    rmSync(lock);
    await work;
    expect(ran).toBe(true);
  });

  test("fails where the lock cannot be made", async () => {
    expect(await exclusively(join(folder, "missing/lock"), async () => "done").catch(String)).toContain("ENOENT");
  });
});
