import * as native from "qjs:host";
import type { Compression } from "../compression.ts";
import { HostError } from "../host-error.ts";
import { LastPieces } from "../last-pieces.ts";
import { hostError } from "./system-error.ts";

/** Bytes that are inflated at once. */
const ROOM = 1 << 17;
/** What ends a member, and what says that only its checksum or its length is wrong. Below zero is any damage. */
const ENDED = 1;
const WRONG_SUM = -100;

/** Streams by zlib in C: JavaScript would take many times as long here. */
export const compression: Compression = {
  gunzip: (chunks) => decompress(true, chunks),
  inflate: (chunks) => decompress(false, chunks),
  deflate: compress,
  crc32: native.crc32,
};

/** What is before damage comes out before the error does; but the end of a member of gzip data only when its checksum is right. */
async function* decompress(gzip: boolean, chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const stream = native.inflateBegin(gzip);
  if (stream < 0) throw hostError(stream, "");
  const last = gzip ? new LastPieces() : undefined;
  const state: Inflation = { stream, room: new Uint8Array(ROOM), last, ended: false };
  try {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length;) {
        // Another member of gzip data may follow.
        if (state.ended && (!gzip || native.inflateAgain(stream) < 0)) throw damaged();
        at += yield* inflateMember(state, chunk.subarray(at));
      }
    }
    if (!state.ended) throw damaged();
  } catch (error) {
    yield* last?.take() ?? [];
    throw error;
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
  /** The end of the member, of data that have a checksum behind them. */
  readonly last: LastPieces | undefined;
  /** Whether a member has come to its end. */
  ended: boolean;
}

/** Inflates to the end of a member or of the input, and returns how much of the input that took. */
function* inflateMember(state: Inflation, input: Uint8Array): Generator<Uint8Array, number> {
  const { stream, room, last } = state;
  for (let at = 0; ;) {
    const [consumed, produced, status] = native.inflateStep(stream, input.subarray(at), room);
    at += consumed;
    if (produced > 0) yield* last?.push(room.slice(0, produced)) ?? [room.subarray(0, produced)];
    // These are wrong, and must not come out.
    if (status === WRONG_SUM) last?.take();
    if (status < 0) throw damaged();
    state.ended = status === ENDED;
    if (state.ended) yield* last?.take() ?? [];
    if (state.ended || produced < ROOM) return at;
  }
}

function damaged(): HostError {
  return new HostError("damaged", "", "the compressed data are damaged or end too early");
}
