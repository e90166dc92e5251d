import { expect, test } from "bun:test";
import type { SpanWriter } from "../../../../src/host/descriptors.ts";
import { createWriteFile } from "../../../../src/lua/imports/write-file.ts";
import type { Machine } from "../../../../src/lua/machine.ts";
import { Memory } from "../../../../src/lua/memory.ts";

const STDOUT = 1;
const FILE = 7;
const SPANS = 16;
const RESULT = 8;
const INTERRUPT_WORD = 100;
const EINTR = 4;
const EIO = 5;

/** What is written for one span with "line", by a host that writes spans itself, to a machine's stdout or to its file. */
interface Written {
  readonly natively: readonly number[];
  readonly byJavaScript: readonly number[];
  readonly errno: number;
}

interface Case {
  readonly number?: number;
  /** What the host's own function returns. */
  readonly outcome?: number;
  readonly machine?: Partial<Record<keyof Machine, unknown>>;
  readonly isText?: boolean;
}

function write({ number = STDOUT, outcome = 4, machine = {}, isText = false }: Case): Written {
  const memory = new Memory({ buffer: new ArrayBuffer(256), grow: () => 0 });
  memory.bytes.set(Buffer.from("line"), 64);
  memory.setInt32(SPANS, 64);
  memory.setInt32(SPANS + 4, 4);
  const natively: number[] = [];
  const byJavaScript: number[] = [];
  const writeSpans: SpanWriter = (host) => {
    natively.push(host);
    return outcome;
  };
  const toHost = (host: number, length: number): number => {
    byJavaScript.push(host);
    return outcome < 0 ? outcome : length;
  };
  const text = { write: (host: number, room: { length: number }) => toHost(host, room.length) };
  const call = createWriteFile({
    memory,
    writeSpans,
    hasProgressLine: false,
    outputLeft: Number.POSITIVE_INFINITY,
    lastBytes: new Uint8Array(3),
    descriptors: { file: (host: number) => (isText ? { host, text } : { host }) },
    lua: { luff_interrupt_word: () => INTERRUPT_WORD },
    setErrorNumber: () => undefined,
    system: {
      descriptors: {
        write: (host: number, _bytes: Uint8Array, _offset: number, length: number) => toHost(host, length),
      },
    },
    ...machine,
  } as unknown as Machine);
  return { errno: call(number, SPANS, 1, RESULT), natively, byJavaScript };
}

test.each([{}, { number: FILE }, { number: FILE, machine: { outputLeft: 4 } }])(
  "%j is written by the host alone",
  (given) => {
    const { number = STDOUT } = given;
    expect(write(given)).toEqual({ natively: [number], byJavaScript: [], errno: 0 });
  },
);

test.each([{ machine: { outputLeft: 4 } }, { number: FILE, isText: true }, { machine: { writeSpans: undefined } }])(
  "%j is written with care",
  (given: Case) => {
    const { number = STDOUT } = given;
    expect(write(given)).toEqual({ natively: [], byJavaScript: [number], errno: 0 });
  },
);

test("a progress bar in the terminal's line is removed first", () => {
  const system = { descriptors: { isTerminal: () => true, write: () => 4 } };
  expect(write({ machine: { hasProgressLine: true, system } }).natively).toEqual([]);
});

test("what the host alone cannot write is tried once more, with the care that errors need", () => {
  expect(write({ outcome: -EIO })).toEqual({ natively: [STDOUT], byJavaScript: [STDOUT], errno: EIO });
});

test("an interrupted write is not tried again, for it could block", () => {
  expect(write({ outcome: -EINTR })).toEqual({ natively: [STDOUT], byJavaScript: [], errno: EINTR });
});
