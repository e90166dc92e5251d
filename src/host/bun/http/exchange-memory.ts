/** What the answer of the worker is; 0 is none yet, and 2 a part of the body, or of a long head before its last part. */
export const HEAD = 1;
export const END = 3;
export const FAULT = 4;

/** Enough for most heads and short bodies. JavaScriptCore collects garbage, for some milliseconds, before it makes the larger memory. */
const LITTLE = 1 << 15;
/** As large as the parts in which long bodies come. */
const LARGE = 1 << 18;

/** Memory in which the worker answers one order after the other. */
export interface ExchangeMemory {
  /** The kind of the answer, and its length. */
  readonly words: Int32Array;
  readonly room: Uint8Array;
}

/** Makes memory that two threads see. */
export function makeExchangeMemory(): ExchangeMemory {
  return makeMemory(LITTLE);
}

/** The memory for the next answer after one of `length` bytes: a larger one if that was full. */
export function memoryAfter(memory: ExchangeMemory, length: number): ExchangeMemory {
  return length < memory.room.length || length === LARGE ? memory : makeMemory(LARGE);
}

function makeMemory(size: number): ExchangeMemory {
  return { words: new Int32Array(new SharedArrayBuffer(8)), room: new Uint8Array(new SharedArrayBuffer(size)) };
}
