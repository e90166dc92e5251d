import { expect, test } from "bun:test";
import { judgeSpec } from "../../../../src/author/specs/judge-spec.ts";
import { parseSpecEvents, type SpecEvent } from "../../../../src/author/specs/spec-event.ts";

const START: SpecEvent = { kind: "start", id: 1, name: "a b", line: 3 };
const DONE: SpecEvent = { kind: "done" };
const END = { status: 0, lastWords: "" };

test("a test has the line where it failed, or else where it begins", () => {
  const failed: SpecEvent = { kind: "end", id: 1, status: "failed", seconds: 1, message: "m", line: 5, trace: "t" };
  expect(judgeSpec([START, failed, DONE], END)).toEqual([
    { name: "a b", status: "failed", seconds: 1, line: 5, message: "m", trace: "t" },
  ]);
  expect(judgeSpec([START, { kind: "end", id: 1, status: "passed", seconds: 1 }, DONE], END)).toEqual([
    { name: "a b", status: "passed", seconds: 1, line: 3, message: "", trace: "" },
  ]);
});

test("what fails outside of tests is a failure of its own", () => {
  expect(judgeSpec([{ kind: "fault", name: "a", message: "m", line: 2 }, DONE], END)).toEqual([
    { name: "a", status: "failed", seconds: 0, line: 2, message: "m", trace: "" },
  ]);
});

test("a file that ends early fails the test that was running, or as a whole", () => {
  const [running] = judgeSpec([START], { status: 124, lastWords: "time limit reached" });
  expect(running).toMatchObject({ name: "a b", status: "failed", line: 3 });
  expect(running?.message).toBe("the file did not run to its end: time limit reached (status 124)");
  const passed: SpecEvent = { kind: "end", id: 1, status: "passed", seconds: 0 };
  const [, whole] = judgeSpec([START, passed], { status: 3, lastWords: "" });
  expect(whole).toMatchObject({ name: "", status: "failed", line: 0 });
  expect(whole?.message).toBe("the file did not run to its end: it ended with the status 3");
});

test("a file that fails after its last test has failed", () => {
  const passed: SpecEvent = { kind: "end", id: 1, status: "passed", seconds: 0 };
  const [, whole] = judgeSpec([START, passed, DONE], { status: 1, lastWords: "late" });
  expect(whole).toEqual({
    name: "",
    status: "failed",
    seconds: 0,
    line: 0,
    message: "the file failed after its last test: late (status 1)",
    trace: "",
  });
});

test("a line that was not written to its end is no event", () => {
  expect(parseSpecEvents('{"kind":"done"}\n{"kind":"sta')).toEqual([DONE]);
  expect(parseSpecEvents("")).toEqual([]);
});
