import { expect, test } from "bun:test";
import { LastPieces } from "../../../src/host/last-pieces.ts";

const lengths = (pieces: readonly Uint8Array[]): readonly number[] => pieces.map(({ length }) => length);

test("holds back the last 1 MiB at least, and one piece more at most", () => {
  const last = new LastPieces();
  const part = 1 << 17;
  let returned = 0;
  for (let count = 1; count <= 40; count++) {
    returned += last.push(new Uint8Array(part)).length;
    expect(returned).toBe(Math.max(0, count - 8));
  }
  expect(last.take()).toHaveLength(8);
  expect(last.take()).toEqual([]);
});

test("returns pieces in their order, of any length", () => {
  const last = new LastPieces();
  expect(last.push(new Uint8Array(1))).toEqual([]);
  expect(last.push(new Uint8Array(2 << 20))).toEqual([new Uint8Array(1)]);
  expect(last.push(new Uint8Array(3))).toEqual([]);
  expect(lengths(last.push(new Uint8Array(1 << 20)))).toEqual([2 << 20, 3]);
  expect(lengths(last.push(new Uint8Array(5)))).toEqual([]);
  expect(lengths(last.take())).toEqual([1 << 20, 5]);
  expect(last.push(new Uint8Array(1))).toEqual([]);
});
