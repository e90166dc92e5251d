import { describe, expect, test } from "bun:test";
import { fc } from "../../helpers/fast-check.ts";
import type { Descriptors } from "../../../src/host/descriptors.ts";
import { TextFile } from "../../../src/lua/text-file.ts";

const unused = (): number => {
  throw new Error("not expected");
};

/** A file whose reads return at most `piece` bytes, and the bytes that were written to it. */
class MadeFile implements Descriptors {
  position = 0;
  written = "";
  readonly open = unused;
  readonly close = unused;
  readonly seek = unused;
  readonly isTerminal = (): boolean => false;
  readonly #content: Buffer;
  readonly #piece: number;

  constructor(content: string, piece = 1000) {
    this.#content = Buffer.from(content, "latin1");
    this.#piece = piece;
  }

  read(_: number, buffer: Uint8Array, offset: number, length: number): number {
    const some = this.#content.subarray(this.position, this.position + Math.min(length, this.#piece));
    buffer.set(some, offset);
    this.position += some.length;
    return some.length;
  }

  write(_: number, buffer: Uint8Array, offset: number, length: number): number {
    const moved = Math.min(length, this.#piece);
    this.written += Buffer.from(buffer.subarray(offset, offset + moved)).toString("latin1");
    return moved;
  }
}

function readSome(file: TextFile, length: number): string {
  const bytes = new Uint8Array(length + 2).fill(0xee);
  const count = file.read(3, { bytes, start: 1, length });
  expect([bytes[0], bytes[count + 1]]).toEqual([0xee, 0xee]);
  return Buffer.from(bytes.subarray(1, count + 1)).toString("latin1");
}

const content = fc.string({ unit: fc.constantFrom("\r", "\n", "a", "b"), maxLength: 20 });
const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 });

describe("a file in text mode", () => {
  test("ends lines with LF, however the text is cut", () => {
    const holds = fc.property(content, fc.integer({ min: 1, max: 5 }), sizes, (raw, piece, lengths) => {
      const file = new TextFile(new MadeFile(raw, piece));
      let all = "";
      for (let turn = 0; ; turn += 1) {
        const some = readSome(file, lengths[turn % lengths.length] ?? 1);
        if (some === "") break;
        all += some;
      }
      expect(all).toBe(raw.replaceAll("\r\n", "\n"));
    });
    fc.assert(holds, { numRuns: 500 });
  });

  test("knows how far the host is ahead of the script", () => {
    const holds = fc.property(content, sizes, fc.nat(5), (raw, lengths, unread) => {
      const host = new MadeFile(raw);
      const file = new TextFile(host);
      let seen = 0;
      let last = 0;
      for (const length of lengths) {
        last = readSome(file, length).length;
        seen += last;
      }
      const back = Math.min(unread, last);
      // The rest of the file from there on is the part that the script has not seen.
      const rest = raw.slice(host.position - file.behind(back));
      expect(rest.replaceAll("\r\n", "\n")).toBe(raw.replaceAll("\r\n", "\n").slice(seen - back));
    });
    fc.assert(holds, { numRuns: 500 });
  });

  test("writes CR LF for LF, and counts the given bytes", () => {
    const host = new MadeFile("", 2);
    const bytes = Buffer.from("-a\n\nb\r\n-");
    expect(new TextFile(host).write(3, { bytes, start: 1, length: 6 })).toBe(6);
    expect(host.written).toBe("a\r\n\r\nb\r\r\n");
  });

  test("discards held bytes if the file's position changes", () => {
    const host = new MadeFile("x\ry");
    const file = new TextFile(host);
    expect(readSome(file, 2)).toBe("x");
    host.position = 2;
    file.forget();
    expect(readSome(file, 2)).toBe("y");
  });

  test("is not behind the host after the file's position has changed", () => {
    const file = new TextFile(new MadeFile("a\r\nb"));
    expect(readSome(file, 3)).toBe("a\n");
    expect(file.behind(1)).toBe(2);
    file.forget();
    expect([file.behind(0), file.behind(1)]).toEqual([0, 1]);
  });
});
