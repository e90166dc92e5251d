import { afterAll, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { noteCrash } from "./note-crash.ts";

describe("noteCrash", () => {
  const folder = mkdtempSync(join(tmpdir(), "luff-crash-"));
  const file = join(folder, "crashes");
  const before = process.env["LUFF_TEST_CRASHES"];
  const noted = (): string => (existsSync(file) ? readFileSync(file, "utf8") : "");
  beforeEach(() => {
    rmSync(file, { force: true });
    process.env["LUFF_TEST_CRASHES"] = file;
  });
  afterAll(() => {
    if (before === undefined) delete process.env["LUFF_TEST_CRASHES"];
    else process.env["LUFF_TEST_CRASHES"] = before;
    rmSync(folder, { recursive: true, force: true });
  });

  test("writes a line for each crash, by a signal and by Windows's status", () => {
    noteCrash(["plugin", "list"], { exitCode: null, signalCode: "SIGSEGV" });
    noteCrash(["env"], { exitCode: 0xc0000005, signalCode: null });
    expect(noted()).toBe('luff crashed (SIGSEGV): ["plugin","list"]\nluff crashed (3221225477): ["env"]\n');
  });

  test.each([
    [0, null],
    [1, null],
    [139, null],
    [null, "SIGTERM"],
    [null, "SIGKILL"],
  ])("writes nothing about the status %p and the signal %p", (exitCode, signalCode) => {
    noteCrash([], { exitCode, signalCode });
    expect(noted()).toBe("");
  });

  test("writes nothing if no file is named", () => {
    delete process.env["LUFF_TEST_CRASHES"];
    noteCrash([], { exitCode: null, signalCode: "SIGSEGV" });
    expect(noted()).toBe("");
  });
});
