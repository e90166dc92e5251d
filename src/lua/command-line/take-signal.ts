import { watchInterrupts } from "../interrupt.ts";
import type { Machine } from "../machine.ts";

export const SIGINT = 2;

/** Whether a signal came since the last call of takeSignal, whether or not the machine has noticed it. */
export function isInterrupted(machine: Machine): boolean {
  return signalOf(machine) !== 0;
}

/**
 * The signal that came since the last call; 0 if there was none. After this call the next signal interrupts the machine
 * again, instead of ending the process. `timeIsOver` is the moment at which the time limit ends (milliseconds since 1970).
 */
export function takeSignal(machine: Machine, timeIsOver: number | undefined): number {
  const signal = signalOf(machine);
  if (signal === 0) return 0;
  machine.unwatch?.();
  machine.memory.setInt32(machine.lua.luff_interrupt_word(), 0);
  machine.signal = 0;
  watchInterrupts(machine, timeIsOver && Math.max(timeIsOver - machine.system.clock.steady(), 1));
  return signal;
}

function signalOf({ lua, memory, signal }: Machine): number {
  return signal === 0 ? memory.int32(lua.luff_interrupt_word()) : signal;
}
