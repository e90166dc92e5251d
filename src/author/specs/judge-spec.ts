import type { SpecEvent } from "./spec-event.ts";
import type { TestResult } from "./spec-result.ts";

/** How the process of a file of specs ended. */
export interface SpecEnd {
  readonly status: number;
  /** The last error that luff wrote, without its beginning, for a file that did not run to its end. */
  readonly lastWords: string;
}

/** A test, and where what it wrote stands in what the file wrote. */
export interface JudgedTest extends TestResult {
  readonly written?: OutputRange;
}

/** A part of an output, in bytes; without an end up to the end of all. */
interface OutputRange {
  readonly from: number;
  readonly to?: number;
}

/** The tests of a file, by what its runner told and how its process ended. */
export function judgeSpec(events: readonly SpecEvent[], end: SpecEnd): readonly JudgedTest[] {
  const tests: JudgedTest[] = [];
  let running: Extract<SpecEvent, { kind: "start" }> | undefined;
  for (const event of events) {
    if (event.kind === "start") running = event;
    if (event.kind === "end" && running !== undefined) {
      const { status, seconds, message = "", trace = "", line = running.line } = event;
      const test = { name: running.name, status, seconds, line, message, trace };
      tests.push({ ...test, ...rangeOf(running.written, event.written) });
      running = undefined;
    }
    if (event.kind === "fault") tests.push(faultOf(event));
  }
  const isDone = events.at(-1)?.kind === "done";
  if (isDone && end.status === 0) return tests;
  const message = `${isDone ? "the file failed after its last test" : "the file did not run to its end"}: ${reasonOf(end)}`;
  const { name = "", line = 0, written } = running ?? {};
  return [...tests, { name, status: "failed", seconds: 0, line, message, trace: "", ...rangeOf(written) }];
}

function rangeOf(from: number | undefined, to?: number): Pick<JudgedTest, "written"> {
  return from === undefined ? {} : { written: { from, ...(to !== undefined && { to }) } };
}

function faultOf({ name, message, line = 0, trace = "" }: Extract<SpecEvent, { kind: "fault" }>): TestResult {
  return { name, status: "failed", seconds: 0, line, message, trace };
}

function reasonOf({ status, lastWords }: SpecEnd): string {
  return lastWords === "" ? `it ended with the status ${status}` : `${lastWords} (status ${status})`;
}
