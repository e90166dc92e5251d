import { describe, expect, test } from "bun:test";
import { pollOnce } from "../../../../../src/host/bun/wasm/poll-once.ts";

const CLOCK = 0;
const READ = 1;
const SUBSCRIPTIONS = 64;
const EVENTS = 1024;
const COUNT = 2048;
const MILLISECOND = 1_000_000n;

interface Wanted {
  readonly type: number;
  readonly time?: bigint;
  readonly clock?: number;
  readonly isAbsolute?: boolean;
}

/** Polls for subscriptions, and returns the status, how long it waited, and the numbers and types of the events. */
function poll(...wanted: readonly Wanted[]) {
  const memory = new DataView(new ArrayBuffer(4096));
  for (const [index, { type, time = 0n, clock = 1, isAbsolute = false }] of wanted.entries()) {
    const at = SUBSCRIPTIONS + index * 48;
    memory.setBigUint64(at, BigInt(index + 10), true);
    memory.setUint8(at + 8, type);
    memory.setUint32(at + 16, clock, true);
    memory.setBigUint64(at + 24, time, true);
    memory.setUint16(at + 40, isAbsolute ? 1 : 0, true);
  }
  let waited = 0;
  const block = (milliseconds: number): void => {
    waited += milliseconds;
    Bun.sleepSync(milliseconds);
  };
  const status = pollOnce(memory, { block }, { from: SUBSCRIPTIONS, to: EVENTS, count: wanted.length, events: COUNT });
  const events = Array.from({ length: memory.getUint32(COUNT, true) }, (_, index) => {
    const at = EVENTS + index * 32;
    return [Number(memory.getBigUint64(at, true)), memory.getUint8(at + 10)];
  });
  return { status, waited, events };
}

describe("poll_oneoff", () => {
  test("waits for the first clock, and says which rang", () => {
    const { status, waited, events } = poll(
      { type: CLOCK, time: 3_600_000n * MILLISECOND },
      { type: CLOCK, time: 5n * MILLISECOND },
    );
    expect({ status, events }).toEqual({ status: 0, events: [[11, CLOCK]] });
    expect(waited).toBeGreaterThanOrEqual(4.9);
  });

  test("knows when a clock has rung already", () => {
    const past = BigInt(Date.now() - 1000) * MILLISECOND;
    const { waited, events } = poll({ type: CLOCK, clock: 0, time: past, isAbsolute: true });
    expect({ waited, events }).toEqual({ waited: 0, events: [[10, CLOCK]] });
  });

  test("has files and streams that are always ready", () => {
    const { waited, events } = poll({ type: CLOCK, time: 3_600_000n * MILLISECOND }, { type: READ }, { type: 2 });
    expect({ waited, events }).toEqual({
      waited: 0,
      events: [
        [11, READ],
        [12, 2],
      ],
    });
  });

  test("refuses no subscriptions, and more than a module can have", () => {
    expect(poll().status).toBe(28);
    const memory = new DataView(new ArrayBuffer(64));
    expect(pollOnce(memory, { block: () => {} }, { from: 0, to: 0, count: 2 ** 32 - 1, events: 0 })).toBe(28);
  });
});
