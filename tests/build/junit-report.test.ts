import { describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseJunitReport } from "../../build/junit-report.ts";

const SOURCE = `
import { beforeAll, describe, expect, test } from "bun:test";
describe("a <b> & \\"c\\"", () => {
  test("passes", () => expect(1).toBe(1));
  test("fails", () => expect(1).toBe(2));
  test("throws 'x'", () => { throw new Error("<testcase name=\\"no\\"/>"); });
  test.skip("is left out (skipped: é)", () => {});
  test.todo("is to do");
});
test("passes outside", () => {});
describe.skip("a skipped group", () => {
  beforeAll(() => {});
  test("is in it", () => {});
});
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
      passed: [
        { file: "a.test.ts", title: 'a <b> & "c" > passes' },
        { file: "a.test.ts", title: "passes outside" },
      ],
      failed: [
        { file: "a.test.ts", title: 'a <b> & "c" > fails' },
        { file: "a.test.ts", title: "a <b> & \"c\" > throws 'x'" },
      ],
      skipped: [
        { file: "a.test.ts", title: 'a <b> & "c" > is left out (skipped: é)' },
        { file: "a.test.ts", title: 'a <b> & "c" > is to do' },
        { file: "a.test.ts", title: "a skipped group > is in it" },
      ],
      files: ["a.test.ts"],
    });
  });

  test("finds nothing in nothing", () => {
    expect(parseJunitReport("")).toEqual({ passed: [], failed: [], skipped: [], files: [] });
  });
});
