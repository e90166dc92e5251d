/** What the answer of the worker is; 0 is none yet, and 2 a part of the body, or of a long head before its last part. */
export const HEAD = 1;
export const END = 3;
export const FAULT = 4;

/** Enough for most heads, and for the parts in which bodies come. */
const ROOM = 1 << 18;

/** Memory in which the worker answers one order after the other. */
export interface ExchangeMemory {
  /** The kind of the answer, and its length. */
  readonly words: Int32Array;
  readonly room: Uint8Array;
}

/** Makes memory that two threads see. */
export function makeExchangeMemory(): ExchangeMemory {
  return { words: new Int32Array(new SharedArrayBuffer(8)), room: new Uint8Array(new SharedArrayBuffer(ROOM)) };
}
