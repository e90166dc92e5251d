import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { complete, runTestFile, type TestFileOptions, type TestFileRun } from "../../build/run-test-file.ts";

const PASSING = `
import { expect, test } from "bun:test";
test("passes", () => expect(process.env["WORD"]).toBe("given"));
test.skip("is left out", () => {});
`;
const PRINTING = `
import { test } from "bun:test";
console.log("a reason");
test("passes", () => {});
`;
const FAILING = `
import { expect, test } from "bun:test";
test("passes", () => {});
test("fails", () => expect("this").toBe("that"));
`;
const DYING = `
import { test } from "bun:test";
test("dies", () => { process.kill(process.pid, "SIGKILL"); });
`;
const OUTSIDE = `
import { expect, test } from "bun:test";
test("looks", () => {
  expect(Object.keys(process.env).filter((name) => name.startsWith("HELM_") || name === "LUFF_SHELL")).toEqual([]);
});
`;
/** As the sandbox of the tests does where luff crashes. */
const CRASHING = (status: string): string => `
import { appendFileSync } from "node:fs";
import { expect, test } from "bun:test";
test("runs luff", () => {
  appendFileSync(process.env["LUFF_TEST_CRASHES"], "luff crashed (SIGSEGV)\\n");
  expect(0).toBe(${status});
});
`;
const CHILD = `
const { port } = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response() });
require("node:fs").writeFileSync("port", String(port));
`;
/** The child has started before the test ends. */
const LEAVING = (after: string): string => `
import { test } from "bun:test";
import { existsSync } from "node:fs";
test("leaves a child", () => {
  Bun.spawn([process.execPath, "-e", ${JSON.stringify(CHILD)}], { stdio: ["ignore", "ignore", "inherit"] }).unref();
  while (!existsSync("port")) Bun.sleepSync(10);
  ${after}
});
`;

describe("runTestFile", () => {
  let folder: string;
  const run = async (source: string, options: TestFileOptions = {}): Promise<TestFileRun> => {
    writeFileSync(join(folder, "a.test.ts"), source);
    return runTestFile("a.test.ts", { cwd: folder, ...options });
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "luff-run-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("reports the tests of a file, in the given environment, and shows nothing if all pass", async () => {
    const { report, output } = await run(PASSING, { environment: { WORD: "given" } });
    expect(report).toEqual({
      passed: [{ file: "a.test.ts", title: "passes" }],
      failed: [],
      skipped: [{ file: "a.test.ts", title: "is left out" }],
      files: ["a.test.ts"],
    });
    expect(output).toBe("");
  });

  test("shows a file's output", async () => {
    expect((await run(PRINTING)).output).toBe("a.test.ts:\na reason");
  });

  test("shows failed tests and no passed ones", async () => {
    const { report, output } = await run(FAILING);
    expect({ failed: report.failed, passed: report.passed.length }).toEqual({
      failed: [{ file: "a.test.ts", title: "fails" }],
      passed: 1,
    });
    expect(output).toContain("(fail) fails");
    expect(output).not.toContain("(pass)");
  });

  test("accepts a file whose tests are all left out", async () => {
    const { report, output } = await run(PASSING, { flags: ["--test-name-pattern", "^(?!.*(?:passes|left))"] });
    expect({ failed: report.failed, skipped: report.skipped.length, output }).toEqual({
      failed: [],
      skipped: 2,
      output: "",
    });
  });

  test.each([
    ["does not load", 'import "./missing.ts";'],
    ["dies", DYING],
    ["has no tests", "export {};"],
  ])("fails a file that %s", async (_what, source) => {
    const { report, output } = await run(source);
    expect(report).toMatchObject({ failed: [{}], passed: [], broken: "crashed" });
    expect(output).toStartWith("a.test.ts");
  });

  test("marks a file with a failed test in which luff crashed, and says so", async () => {
    const { report, output } = await run(CRASHING("1"));
    expect(report).toMatchObject({ failed: [{ title: "runs luff" }], broken: "crashed" });
    expect(output).toEndWith("luff crashed (SIGSEGV)");
    expect((await run(CRASHING("0"))).report).toMatchObject({ failed: [], passed: [{ title: "runs luff" }] });
  });

  test("keeps the shell's variables about luff and Helm from a file", async () => {
    process.env["LUFF_SHELL"] = "/nowhere";
    process.env["HELM_PLUGINS"] = "/nowhere";
    const { report } = await run(OUTSIDE);
    delete process.env["LUFF_SHELL"];
    delete process.env["HELM_PLUGINS"];
    expect(report).toMatchObject({ failed: [], passed: [{ title: "looks" }] });
  });

  test("ends the children that a file leaves running", async () => {
    const { report } = await run(LEAVING(""));
    expect(report.failed).toEqual([]);
    expect(await listens(folder)).toBe(false);
  });

  test("ends a file that never finishes, with its children, and fails it", async () => {
    rmSync(join(folder, "port"));
    // A busy machine may need longer to get to the loop.
    for (const silence of [4, 16, 64]) {
      const { report, output } = await run(LEAVING("for (;;);"), { silence });
      const why = `was silent for ${silence} s and was ended`;
      const failed = [{ file: "a.test.ts", title: why }];
      expect(report).toEqual({ passed: [], failed, skipped: [], files: ["a.test.ts"], broken: "silent" });
      expect(output).toContain(`a.test.ts ${why}`);
      if (existsSync(join(folder, "port"))) break;
    }
    expect(await listens(folder)).toBe(false);
  });
});

describe("complete", () => {
  const report = { passed: [], failed: [], skipped: [], files: ["tests/a.test.ts"] };

  test("keeps the report of a run without failures", () => {
    expect(complete(report, { status: 0, crashes: "" })).toEqual(report);
    expect(complete(report, { status: 0, crashes: "luff crashed" })).toEqual(report);
  });

  test("counts an error outside of tests as a failure, and nothing twice", () => {
    const outside = [{ file: "tests/a.test.ts", title: "an error outside every test" }];
    expect(complete(report, { status: 1, crashes: "" })).toEqual({ ...report, failed: outside });
    const failed = [{ file: "tests/a.test.ts", title: "fails" }];
    expect(complete({ ...report, failed }, { status: 1, crashes: "" })).toEqual({ ...report, failed });
  });

  test("marks a run whose process was ended by a signal after its results", () => {
    const failed = [{ file: "tests/a.test.ts", title: "fails" }];
    const end = { status: 139, crashes: "" };
    expect(complete({ ...report, failed }, end)).toEqual({ ...report, failed, broken: "crashed" });
  });
});

/** Whether the child is still there. Its number in the system may be, where nothing collects the dead. */
async function listens(folder: string): Promise<boolean> {
  const url = `http://127.0.0.1:${readFileSync(join(folder, "port"), "utf8")}/`;
  return fetch(url).then(
    () => true,
    () => false,
  );
}
