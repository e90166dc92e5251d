import { endInterrupts, watchInterrupts } from "qjs:host";
import type { Interrupts } from "../interrupts.ts";

/** Interrupts by signals, on Windows by console events and a timer. The C code knows where the machine's memory is. */
export const interrupts: Interrupts = {
  watch(word, time) {
    const timed = watchInterrupts(word.address, time?.milliseconds ?? -1, time?.lastWords ?? "");
    return () => endInterrupts(timed);
  },
  memoryHasGrown: () => undefined,
};
