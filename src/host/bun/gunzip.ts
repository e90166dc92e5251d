import { createInflateRaw, type InflateRaw } from "node:zlib";
import { HostError } from "../host-error.ts";
import { LastPieces } from "../last-pieces.ts";

const MAGIC = [0x1f, 0x8b, 8];
/** Bits of the flags in a member's header; the others must be 0. */
const HAS = { headerSum: 2, extra: 4, name: 8, comment: 16 } as const;
const UNKNOWN_FLAGS = 0xe0;

/**
 * The content of gzip data (RFC 1952), member after member. What is before damage comes out before the error does: Bun's
 * DecompressionStream reads ahead and would lose it, and whoever has read enough must not see bytes after it. The end of a member comes
 * out only when its checksum is right: who reads a tar archive has enough at the archive's own end, and would not ask for more.
 */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const input = new Input(chunks);
  try {
    do {
      await skipHeader(input);
      const content = { crc: 0, length: 0 };
      const last = new LastPieces();
      try {
        for await (const bytes of inflateMember(input)) {
          content.crc = Bun.hash.crc32(bytes, content.crc);
          content.length += bytes.length;
          yield* last.push(bytes);
        }
      } catch (error) {
        yield* last.take();
        throw error;
      }
      const end = await readEnd(input);
      if (end !== undefined && isWrong(end, content)) throw damaged();
      yield* last.take();
      if (end === undefined) throw damaged();
    } while (await input.hasMore());
  } finally {
    await input.close();
  }
}

/** Undefined if the data end before. */
async function readEnd(input: Input): Promise<DataView | undefined> {
  try {
    return new DataView((await input.take(8)).buffer);
  } catch (error) {
    if (error instanceof HostError && error.kind === "damaged") return undefined;
    throw error;
  }
}

function isWrong(end: DataView, { crc, length }: { readonly crc: number; readonly length: number }): boolean {
  return end.getUint32(0, true) !== crc || end.getUint32(4, true) !== length % 0x1_0000_0000;
}

/** The error for data that cannot be decompressed. */
export function damaged(cause?: unknown): HostError {
  return new HostError("damaged", "", "the compressed data are damaged or end too early", cause);
}

async function skipHeader(input: Input): Promise<void> {
  let sum = 0;
  const take = async (length: number): Promise<Uint8Array<ArrayBuffer>> => {
    const bytes = await input.take(length);
    sum = Bun.hash.crc32(bytes, sum);
    return bytes;
  };
  const takeText = async (): Promise<void> => {
    while ((await take(1))[0] !== 0) continue;
  };
  const fixed = await take(10);
  const flags = fixed[3] ?? 0;
  if (MAGIC.some((byte, index) => fixed[index] !== byte) || (flags & UNKNOWN_FLAGS) !== 0) throw damaged();
  if ((flags & HAS.extra) !== 0) await take(new DataView((await take(2)).buffer).getUint16(0, true));
  if ((flags & HAS.name) !== 0) await takeText();
  if ((flags & HAS.comment) !== 0) await takeText();
  const expected = sum & 0xffff;
  if ((flags & HAS.headerSum) === 0) return;
  if (new DataView((await input.take(2)).buffer).getUint16(0, true) !== expected) throw damaged();
}

/** Inflates to the end of the deflated data, and gives back what follows them. */
async function* inflateMember(input: Input): AsyncIterable<Uint8Array> {
  const state: Inflation = { inflater: createInflateRaw(), pieces: [], failure: undefined, wake: () => {} };
  const { inflater } = state;
  inflater.on("data", (piece: Uint8Array) => state.pieces.push(piece));
  inflater.on("end", () => state.wake());
  inflater.on("error", (error) => {
    state.failure = error;
    state.wake();
  });
  try {
    for (let given = 0; ;) {
      const chunk = await input.next(MOST_AT_ONCE);
      await step(state, chunk);
      yield* state.pieces.splice(0);
      if (state.failure !== undefined) throw damaged(state.failure);
      if (chunk === undefined) return;
      given += chunk.length;
      const unused = given - inflater.bytesWritten;
      if (unused === 0) continue;
      input.giveBack(unused);
      return;
    }
  } finally {
    inflater.destroy();
  }
}

interface Inflation {
  readonly inflater: InflateRaw;
  readonly pieces: Uint8Array[];
  failure: unknown;
  wake: () => void;
}

/** Inflates a chunk, or without one requires that the data are complete. Where they end within the chunk, only "end" says so. */
async function step(state: Inflation, chunk: Uint8Array | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    state.wake = resolve;
    if (chunk === undefined) state.inflater.end();
    else state.inflater.write(chunk, () => resolve());
  });
}

/** Few, because a compressed piece of zeros can become a thousand times as long at once. */
const MOST_AT_ONCE = 1 << 14;

/** A stream of bytes of which some can be given back. */
class Input {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array();
  /** Where the next byte is in the chunk. */
  #at = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next bytes, at most this many; undefined at the end. */
  async next(most: number): Promise<Uint8Array | undefined> {
    if (!(await this.hasMore())) return undefined;
    const bytes = this.#chunk.subarray(this.#at, this.#at + most);
    this.#at += bytes.length;
    return bytes;
  }

  async hasMore(): Promise<boolean> {
    while (this.#at === this.#chunk.length) {
      const { done, value } = await this.#chunks.next();
      if (done === true) return false;
      this.#chunk = value;
      this.#at = 0;
    }
    return true;
  }

  /** Exactly so many bytes. Throws HostError "damaged" if there are fewer. */
  async take(length: number): Promise<Uint8Array<ArrayBuffer>> {
    const whole = new Uint8Array(length);
    for (let filled = 0; filled < length;) {
      const bytes = await this.next(length - filled);
      if (bytes === undefined) throw damaged();
      whole.set(bytes, filled);
      filled += bytes.length;
    }
    return whole;
  }

  /** The last bytes that came, so many of them, come again. */
  giveBack(count: number): void {
    this.#at -= count;
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
