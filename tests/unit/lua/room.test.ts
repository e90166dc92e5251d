import { expect, test } from "bun:test";
import type { LuaExports } from "../../../src/lua/lua-exports.ts";
import { Memory } from "../../../src/lua/memory.ts";
import { Room } from "../../../src/lua/room.ts";

function roomOf(size: number): { room: Room; memory: Memory; freed: number[] } {
  const memory = new Memory(new WebAssembly.Memory({ initial: 1 }));
  const freed: number[] = [];
  const lua = { free: (address: number) => void freed.push(address) } as unknown as LuaExports;
  return { room: new Room({ memory, lua }, 100, size), memory, freed };
}

test("a room is filled from its beginning, also where the memory has grown", () => {
  const { room, memory } = roomOf(5);
  room.add(Uint8Array.of(1, 2));
  expect(room.isFull).toBe(false);
  expect(memory.grow(3 * 65536)).toBe(true);
  const asked: number[][] = [];
  const count = room.fill((buffer, offset, length) => {
    asked.push([offset, length]);
    buffer.set([3, 4, 5], offset);
    return 3;
  });
  expect({ count, asked, isFull: room.isFull }).toEqual({ count: 3, asked: [[102, 3]], isFull: true });
  expect(memory.slice(99, 7)).toEqual(Uint8Array.of(0, 1, 2, 3, 4, 5, 0));
  expect(room.copy()).toEqual(Uint8Array.of(1, 2, 3, 4, 5));
});

test.each([0, -0x10000])("a room keeps its length if nothing comes (%d)", (result) => {
  const { room } = roomOf(5);
  room.add(Uint8Array.of(7));
  expect(room.fill(() => result)).toBe(result);
  expect(room.copy()).toEqual(Uint8Array.of(7));
});

test("a room is freed at its address", () => {
  const { room, freed } = roomOf(5);
  room.free();
  expect(freed).toEqual([100]);
});
