import { stopIfTimeIsOver } from "../interrupt.ts";
import type { LibraryCall, LibraryFunction, LuaValue } from "./library-function.ts";

/** A signal, or the end of the script's time, ends a wait after so many milliseconds. */
const SLICE = 50;

/** What modules ask the host about time, in seconds. */
export const timeFunctions: { readonly [name: string]: LibraryFunction } = {
  now: ({ machine }) => machine.clock.fineNow() / 1000,
  steady: ({ machine }) => machine.clock.steady() / 1000,
  sleep,
};

function sleep({ machine }: LibraryCall, seconds: LuaValue): undefined {
  const { clock } = machine;
  const end = clock.steady() + Number(seconds) * 1000;
  const word = machine.lua.luff_interrupt_word();
  for (let left = end - clock.steady(); left > 0 && machine.memory.int32(word) === 0; left = end - clock.steady()) {
    clock.block(Math.min(left, SLICE));
  }
  stopIfTimeIsOver(machine);
}
