import { expect, test } from "bun:test";
import { startTimeKeeper } from "../../../../../src/host/bun/interrupts/time-keeper.ts";
import { TIME_IS_OVER } from "../../../../../src/host/interrupts.ts";

test("writes to the word while the thread is busy", () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 2 });
  const address = 128;
  const word = new Int32Array(memory.buffer, address, 1);
  const stop = startTimeKeeper({ memory: () => memory.buffer, address }, { milliseconds: 1, lastWords: "" });
  while (word[0] === 0);
  stop();
  expect(word[0]).toBe(TIME_IS_OVER);
});
