import { expect, test } from "bun:test";
import { Memory } from "../../../../src/lua/memory.ts";
import { breakTime, readBrokenTime, writeBrokenTime } from "../../../../src/lua/time/broken-time.ts";

const ZONE = { at: () => ({ offset: 7200, daylight: true, name: "CEST" }) };

test("writes the integers of struct tm in C's order, and reads them again", () => {
  const memory = new Memory(new WebAssembly.Memory({ initial: 1 }));
  const time = breakTime(BigInt(Date.UTC(2024, 6, 14, 21, 34, 56) / 1000), ZONE);
  writeBrokenTime(memory, 64, time);
  const written = Array.from({ length: 11 }, (_, index) => memory.int32(64 + index * 4));
  expect(written).toEqual([56, 34, 23, 14, 6, 124, 0, 195, 1, 7200, 0]);
  expect(readBrokenTime(memory, 64)).toEqual({ ...time, zone: "" });
});

test.each([
  [0n, [1970, 0, 1, 0, 0, 0]],
  [-1n, [1969, 11, 31, 23, 59, 59]],
  [-86_401n, [1969, 11, 30, 23, 59, 59]],
  [86_399n, [1970, 0, 1, 23, 59, 59]],
  [12_622_780_800n * 11n + 1n, [6370, 0, 1, 0, 0, 1]],
])("breaks %p into %p", (moment, parts) => {
  const time = breakTime(moment, { at: () => ({ offset: 0, daylight: false, name: "UTC" }) });
  expect([time.year, time.month, time.day, time.hour, time.minute, time.second]).toEqual(parts);
});
