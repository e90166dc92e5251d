import type { Host } from "../../host/host.ts";
import type { JudgedTest } from "./judge-spec.ts";
import type { SpecResult, TestResult } from "./spec-result.ts";

/** So many bytes of a longer output are kept, half of them from its beginning and half from its end. */
const MOST_BYTES = 1 << 18;
const NEWLINE = 0x0a;

/** What a file of specs has written. */
interface SpecOutput {
  /** Of a long output the whole lines at both ends, and between them how much is left out. */
  readonly text: string;
  /** All of it; undefined if it is long. */
  readonly bytes?: Uint8Array;
}

/** Gives each failed test what it wrote, and returns the rest apart. The tests of a file that wrote much keep nothing. */
export function shareOutput(
  { text, bytes }: SpecOutput,
  judged: readonly JudgedTest[],
): Pick<SpecResult, "tests" | "output" | "otherOutput"> {
  let rest = "";
  let at = 0;
  const tests = judged.map(({ written, ...test }): TestResult => {
    if (bytes === undefined || test.status !== "failed" || written === undefined) return test;
    const to = written.to ?? bytes.length;
    const output = textOf(bytes.subarray(written.from, to));
    rest += textOf(bytes.subarray(at, written.from));
    at = to;
    return output === "" ? test : { ...test, output };
  });
  if (bytes === undefined) return { tests, output: text, otherOutput: text };
  return { tests, output: text, otherOutput: rest + textOf(bytes.subarray(at)) };
}

/** Reads what a file of specs has written. */
export function readOutput({ disk }: Pick<Host, "disk">, path: string): SpecOutput {
  const file = disk.open(path);
  try {
    const read = (from: number, to: number): Uint8Array => {
      const buffer = new Uint8Array(to - from);
      let at = 0;
      for (let count = -1; count !== 0 && at < buffer.length; at += count) {
        count = file.readAt(from + at, buffer.subarray(at));
      }
      return buffer.subarray(0, at);
    };
    if (file.size <= MOST_BYTES) {
      const bytes = read(0, file.size);
      return { text: textOf(bytes), bytes };
    }
    const head = wholeLinesAtStart(read(0, MOST_BYTES / 2));
    const tail = wholeLinesAtEnd(read(file.size - MOST_BYTES / 2, file.size));
    const left = file.size - head.length - tail.length;
    const lineEnd = head.at(-1) === NEWLINE ? "" : "\n";
    return { text: `${textOf(head)}${lineEnd}… ${left} bytes are left out …\n${textOf(tail)}` };
  } finally {
    file.close();
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replaceAll("\r\n", "\n");
}

function wholeLinesAtStart(bytes: Uint8Array): Uint8Array {
  const end = bytes.lastIndexOf(NEWLINE) + 1;
  return end === 0 ? bytes : bytes.subarray(0, end);
}

function wholeLinesAtEnd(bytes: Uint8Array): Uint8Array {
  const start = bytes.indexOf(NEWLINE) + 1;
  return start === bytes.length ? bytes : bytes.subarray(start);
}
