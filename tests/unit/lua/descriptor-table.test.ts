import { beforeEach, expect, test } from "bun:test";
import type { Descriptors } from "../../../src/host/descriptors.ts";
import { DescriptorTable } from "../../../src/lua/descriptor-table.ts";

let closed: number[];
let asked: number[];
let table: DescriptorTable;

const unused = (): number => {
  throw new Error("not expected");
};

beforeEach(() => {
  closed = [];
  asked = [];
  const host: Descriptors = {
    open: unused,
    read: unused,
    write: unused,
    seek: unused,
    close: (descriptor) => {
      closed.push(descriptor);
      return descriptor === 66 ? -5 : 0;
    },
    isTerminal: (descriptor) => {
      asked.push(descriptor);
      return descriptor === 77;
    },
  };
  table = new DescriptorTable(host);
});

test("begins with the standard streams", () => {
  expect([0, 1, 2, 3].map((number) => table.host(number))).toEqual([0, 1, 2, undefined]);
});

test("returns the lowest free number", () => {
  expect([table.add(40), table.add(50)]).toEqual([3, 4]);
  table.close(3);
  expect(table.add(60)).toBe(3);
  expect(table.host(3)).toBe(60);
});

test("returns the host's result of a close, and undefined for a number that is not open", () => {
  expect(table.close(table.add(66))).toBe(-5);
  expect(table.close(9)).toBeUndefined();
});

test("closes a file with the last of its numbers", () => {
  const first = table.add(40);
  expect(table.duplicate(first, 7)).toBe(true);
  table.close(first);
  expect(closed).toEqual([]);
  table.close(7);
  expect(closed).toEqual([40]);
});

test("closes the file that a duplicate replaces", () => {
  const first = table.add(40);
  const second = table.add(50);
  table.duplicate(first, second);
  expect(closed).toEqual([50]);
  expect(table.host(second)).toBe(40);
});

test("refuses to duplicate a number that is not open", () => {
  expect(table.duplicate(9, 1)).toBe(false);
});

test("asks the host once whether a file is a terminal", () => {
  const number = table.add(77);
  expect([table.isTerminal(number), table.isTerminal(number), table.isTerminal(99)]).toEqual([true, true, false]);
  expect(asked).toEqual([77]);
});

test("returns an armed descriptor once", () => {
  table.arm(40);
  expect([table.takeArmed(), table.takeArmed()]).toEqual([40, undefined]);
});

test("opens files as text during such a call, even after a nested call", () => {
  const [text, binary] = table.opening(true, () => {
    const inner = table.opening(false, () => table.add(8));
    return [table.add(9), inner];
  });
  expect([text, binary, table.add(10)].map((number) => table.text(number) !== undefined)).toEqual([true, false, false]);
});
