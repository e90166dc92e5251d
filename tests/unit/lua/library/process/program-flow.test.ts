import { expect, test } from "bun:test";
import { NOT_YET, type Programs } from "../../../../../src/host/programs.ts";
import type { ProgramFlow } from "../../../../../src/lua/library/process/program-flow.ts";

const FILE = "../../../../../src/lua/library/process/program-flow.ts";
const LITTLE = 512;
const LARGE = 1 << 17;
const PIPE = 5;

let files = 0;

/** The file as at luff's start: it keeps the block that all programs' outputs are read to. */
async function freshFile(): Promise<{ readonly ProgramFlow: typeof ProgramFlow }> {
  return import(`${FILE}?${files++}`);
}

/** Starts a program whose reads each return so many bytes, of a value of their own. Notes how many were asked for. */
function started(flow: { readonly ProgramFlow: typeof ProgramFlow }, counts: readonly number[]) {
  const asked: number[] = [];
  const read: Programs["read"] = (_pipe, buffer, offset, length) => {
    const count = counts[asked.length] ?? NOT_YET;
    asked.push(length);
    if (count > 0) buffer.fill(asked.length, offset, offset + count);
    return count;
  };
  const program = { child: 1, stdin: -1, stdout: PIPE, stderr: -1 };
  return { asked, flow: new flow.ProgramFlow({ read } as Programs, program, false) };
}

test("the first block for what programs write is little, and the large one is made when it was filled", async () => {
  const { asked, flow } = started(await freshFile(), [3, LITTLE - 1, LITTLE, 2, LITTLE, LARGE, 1]);
  while (asked.length < 8) flow.move(Number.POSITIVE_INFINITY, [PIPE]);
  expect(asked).toEqual([LITTLE, LITTLE, LITTLE, ...Array<number>(5).fill(LARGE)]);
});

test("what came to the block before is not changed by what comes next", async () => {
  const counts = [3, LITTLE, 4, LARGE, 1];
  const { flow } = started(await freshFile(), counts);
  flow.move();
  const { arrived } = flow.stdout;
  expect(arrived.length).toBe(counts.reduce((sum, count) => sum + count));
  for (const [index, count] of counts.entries()) {
    expect(arrived.first).toEqual(new Uint8Array(count).fill(index + 1));
    arrived.drop(count);
  }
});

test("all programs share the block", async () => {
  const file = await freshFile();
  started(file, [LITTLE]).flow.move();
  const other = started(file, [1]);
  other.flow.move();
  expect(other.asked).toEqual([LARGE, LARGE]);
});

test("a last look reads as much as a pipe may hold, although the first read is little", async () => {
  const endless = Array<number>(100).fill(LARGE).with(0, LITTLE);
  const { asked, flow } = started(await freshFile(), endless);
  flow.move();
  expect(asked).toEqual([LITTLE, ...Array<number>(8).fill(LARGE)]);
});
