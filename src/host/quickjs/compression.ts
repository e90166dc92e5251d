import * as native from "qjs:host";
import type { Compression } from "../compression.ts";
import { HostError } from "../host-error.ts";
import { hostError } from "./system-error.ts";

/** Bytes that are inflated at once. */
const ROOM = 1 << 17;
/** What ends a stream, and what says that it is damaged, besides minus errno. */
const ENDED = 1;

/** Streams by zlib in C: JavaScript would take many times as long here. */
export const compression: Compression = {
  gunzip: (chunks) => decompress(true, chunks),
  inflate: (chunks) => decompress(false, chunks),
  deflate: compress,
  crc32: native.crc32,
};

async function* decompress(gzip: boolean, chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const stream = native.inflateBegin(gzip);
  if (stream < 0) throw hostError(stream, "");
  const state = { stream, room: new Uint8Array(ROOM), ended: false };
  try {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length;) {
        // Another member of gzip data may follow.
        if (state.ended && (!gzip || native.inflateAgain(stream) < 0)) throw damaged();
        at += yield* inflateMember(state, chunk.subarray(at));
      }
    }
    if (!state.ended) throw damaged();
  } finally {
    native.inflateEnd(stream);
  }
}

async function* compress(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const stream = native.deflateBegin();
  if (stream < 0) throw hostError(stream, "");
  const room = new Uint8Array(ROOM);
  try {
    for await (const chunk of chunks) yield* deflateChunk(stream, chunk, room);
    yield* deflateChunk(stream, undefined, room);
  } finally {
    native.deflateEnd(stream);
  }
}

/** Deflates a chunk of the input, or without one ends the data. */
function* deflateChunk(stream: number, chunk: Uint8Array | undefined, room: Uint8Array): Generator<Uint8Array> {
  const input = chunk ?? new Uint8Array(0);
  for (let at = 0; ;) {
    const [consumed, produced] = native.deflateStep(stream, input.subarray(at), room, chunk === undefined);
    at += consumed;
    if (produced > 0) yield room.slice(0, produced);
    // A full buffer means that there may be more.
    if (produced < ROOM) return;
  }
}

interface Inflation {
  readonly stream: number;
  readonly room: Uint8Array;
  /** Whether a member has come to its end. */
  ended: boolean;
}

/** Inflates to the end of a member or of the input, and returns how much of the input that took. */
function* inflateMember(state: Inflation, input: Uint8Array): Generator<Uint8Array, number> {
  for (let at = 0; ;) {
    const [consumed, produced, status] = native.inflateStep(state.stream, input.subarray(at), state.room);
    if (status < 0) throw damaged();
    at += consumed;
    if (produced > 0) yield state.room.subarray(0, produced);
    state.ended = status === ENDED;
    if (state.ended || produced < ROOM) return at;
  }
}

function damaged(): HostError {
  return new HostError("damaged", "", "the compressed data are damaged or end too early");
}
