import { expect, test } from "bun:test";
import { ByteQueue } from "../../../../../src/lua/library/process/byte-queue.ts";

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.of(...values);

function queueOf(...pieces: readonly Uint8Array[]): ByteQueue {
  const queue = new ByteQueue();
  for (const piece of pieces) queue.push(piece);
  return queue;
}

test("gives at most so many bytes, in the pieces in which they came", () => {
  const queue = queueOf(bytes(1, 2, 3), bytes(4, 5), bytes(), bytes(6));
  expect(queue.takePieces(4)).toEqual([bytes(1, 2, 3), bytes(4)]);
  expect([queue.length, queue.first]).toEqual([2, bytes(5)]);
  expect(queue.takePieces(9)).toEqual([bytes(5), bytes(6)]);
  expect(queue.takePieces(9)).toEqual([]);
});

test("gives bytes of several pieces in one", () => {
  const queue = queueOf(bytes(1, 2), bytes(3), bytes(4, 10, 5));
  expect(queue.lineLength()).toBe(5);
  expect(queue.take(5)).toEqual(bytes(1, 2, 3, 4, 10));
  expect(queue.take(0)).toEqual(bytes());
  expect([queue.lineLength(), queue.take(7), queue.length]).toEqual([0, bytes(5), 0]);
});
