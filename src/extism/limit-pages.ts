import { ModuleFault } from "./module-fault.ts";

const HEADER = 8;
const MEMORY_SECTION = 5;
const HAS_MAXIMUM = 1;
/** The most bytes of a number, of 64 bits. */
const MOST_OF_NUMBER = 10;

/**
 * A module whose own memory cannot have more than `pages` pages of 64 KiB: its section of memories says so, and the engine keeps to it.
 * Throws ModuleFault if it begins with more. Bytes that are no module stay as they are, for the engine to report.
 */
export function limitPages(module: Uint8Array, pages: number): Uint8Array {
  const reader = new Reader(module, HEADER);
  while (!reader.isAtEnd) {
    const begin = reader.at;
    const id = reader.byte();
    const length = reader.number();
    if (reader.isBroken) return module;
    const content = reader.at;
    if (id === MEMORY_SECTION) {
      const section = rewrite(new Reader(module, content), pages);
      if (section === undefined) return module;
      return join([
        module.subarray(0, begin),
        Uint8Array.of(MEMORY_SECTION, ...encode(section.length)),
        Uint8Array.from(section),
        module.subarray(content + length),
      ]);
    }
    reader.at = content + length;
  }
  return module;
}

/** The section's content, with a maximum for each memory; undefined if it cannot be read. */
function rewrite(reader: Reader, pages: number): readonly number[] | undefined {
  const count = reader.number();
  const bytes = encode(count);
  for (let index = 0; index < count && !reader.isBroken; index++) {
    const flags = reader.number();
    const least = reader.number();
    const most = (flags & HAS_MAXIMUM) === 0 ? pages : Math.min(reader.number(), pages);
    if (least > pages) {
      throw new ModuleFault(
        `its module needs ${least} pages of memory, and only ${pages} are allowed`,
        "A page has 64 KiB. Allow more by runtimeConfig.memory.maxPages in the manifest, or by a larger limit on memory.",
      );
    }
    bytes.push(...encode(flags | HAS_MAXIMUM), ...encode(least), ...encode(most));
  }
  return reader.isBroken ? undefined : bytes;
}

/** Reads numbers as WebAssembly writes them (LEB128). What is behind the end, or a number that is too long, is 0 and marks it as broken. */
class Reader {
  at: number;
  isBroken = false;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  get isAtEnd(): boolean {
    return this.at >= this.#bytes.length;
  }

  byte(): number {
    const byte = this.#bytes[this.at++];
    this.isBroken ||= byte === undefined;
    return byte ?? 0;
  }

  number(): number {
    let value = 0;
    for (let index = 0; index < MOST_OF_NUMBER; index++) {
      const byte = this.byte();
      value += (byte & 0x7f) * 128 ** index;
      if (byte < 0x80) return value;
    }
    this.isBroken = true;
    return 0;
  }
}

function encode(value: number): number[] {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left];
    bytes.push((left % 128) | 0x80);
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
