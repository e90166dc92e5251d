import { describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseJunitReport } from "../../build/junit-report.ts";
import { complete } from "../../build/run-tests.ts";

const SOURCE = `
import { describe, expect, test } from "bun:test";
describe("a <b> & \\"c\\"", () => {
  test("passes", () => expect(1).toBe(1));
  test("fails", () => expect(1).toBe(2));
  test("throws 'x'", () => { throw new Error("<testcase name=\\"no\\"/>"); });
  test.skip("is left out (skipped: é)", () => {});
  test.todo("is to do");
});
test("passes outside", () => {});
`;

describe("parseJunitReport", () => {
  test("reads what bun test writes", () => {
    const folder = mkdtempSync(join(tmpdir(), "junit-"));
    writeFileSync(join(folder, "a.test.ts"), SOURCE);
    const command = [process.execPath, "test", "--reporter=junit", "--reporter-outfile=report.xml", "./a.test.ts"];
    const { exitCode } = Bun.spawnSync(command, { cwd: folder, stdio: ["ignore", "ignore", "ignore"] });
    const xml = new TextDecoder().decode(Bun.mmap(join(folder, "report.xml")).slice());
    rmSync(folder, { recursive: true, force: true });
    expect(exitCode).toBe(1);
    expect(parseJunitReport(xml)).toEqual({
      passed: 2,
      failed: 2,
      skipped: ['a.test.ts: a <b> & "c" > is left out (skipped: é)', 'a.test.ts: a <b> & "c" > is to do'],
      files: ["a.test.ts"],
    });
  });

  test("finds nothing in nothing", () => {
    expect(parseJunitReport("")).toEqual({ passed: 0, failed: 0, skipped: [], files: [] });
  });
});

describe("complete", () => {
  const report = { passed: 3, failed: 0, skipped: [], files: ["tests/a.test.ts"] };

  test("keeps the report of a run in which all is well", () => {
    expect(complete(report, ["tests/a.test.ts"], 0)).toEqual(report);
  });

  test("counts a file that brought no result as a failure", () => {
    expect(complete(report, ["tests/a.test.ts", "tests/b.test.ts"], 1).failed).toBe(1);
    expect(complete(report, ["tests/a.test.ts", "tests/b.test.ts"], 0).failed).toBe(1);
  });

  test("counts an error outside of all tests as a failure", () => {
    expect(complete(report, ["tests/a.test.ts"], 1).failed).toBe(1);
  });

  test("counts nothing twice", () => {
    expect(complete({ ...report, failed: 2 }, ["tests/a.test.ts"], 1).failed).toBe(2);
  });
});
