import type { Clock } from "../../clock.ts";

/** What a module gives to poll_oneoff: addresses in its memory, and how many subscriptions there are. */
interface Poll {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Where the number of events goes. */
  readonly events: number;
}

const SUBSCRIPTION_SIZE = 48;
const EVENT_SIZE = 32;
/** More than a module without threads can wait for. */
const MOST_EVENTS = 1024;
const CLOCK = 0;
const REAL_TIME = 0;
const ABSOLUTE = 1;
const SUCCESS = 0;
const INVALID = 28;
const NANOSECONDS = 1_000_000;

interface Subscription {
  readonly userData: bigint;
  readonly type: number;
  /** For a clock: when it rings, in milliseconds from now. */
  readonly wait: number;
}

/**
 * WASI's poll_oneoff. Files and streams are always ready: to read from them may block, which nothing else in the module could use. The
 * library's own function does not block while it waits, and writes events that are not WASI's.
 */
export function pollOnce(memory: DataView, clock: Pick<Clock, "block">, poll: Poll): number {
  if (poll.count === 0 || poll.count > MOST_EVENTS) return INVALID;
  const all = Array.from({ length: poll.count }, (_, index) =>
    readSubscription(memory, poll.from + index * SUBSCRIPTION_SIZE),
  );
  const files = all.filter(({ type }) => type !== CLOCK);
  const first = Math.min(...all.map(({ wait }) => wait));
  if (files.length === 0) waitFor(clock, first);
  const ready = files.length > 0 ? files : all.filter(({ wait }) => wait <= first);
  for (const [index, event] of ready.entries()) writeEvent(memory, poll.to + index * EVENT_SIZE, event);
  memory.setUint32(poll.events, ready.length, true);
  return SUCCESS;
}

function readSubscription(memory: DataView, at: number): Subscription {
  const type = memory.getUint8(at + 8);
  const time = Number(memory.getBigUint64(at + 24, true)) / NANOSECONDS;
  const isAbsolute = (memory.getUint16(at + 40, true) & ABSOLUTE) !== 0;
  const now = memory.getUint32(at + 16, true) === REAL_TIME ? Date.now() : performance.now();
  const wait = Math.max(isAbsolute ? time - now : time, 0);
  return { userData: memory.getBigUint64(at, true), type, wait: type === CLOCK ? wait : 0 };
}

/** A signal that luff waits for may end a wait early. */
function waitFor(clock: Pick<Clock, "block">, milliseconds: number): void {
  const end = performance.now() + milliseconds;
  for (let left = milliseconds; left > 0; left = end - performance.now()) clock.block(Math.min(left, 1000));
}

function writeEvent(memory: DataView, at: number, { userData, type }: Subscription): void {
  memory.setBigUint64(at, userData, true);
  memory.setUint16(at + 8, 0, true);
  memory.setUint8(at + 10, type);
  memory.setBigUint64(at + 16, type === CLOCK ? 0n : 1n, true);
  memory.setUint16(at + 24, 0, true);
}
