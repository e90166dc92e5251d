import { heapLimit } from "../heap-limit.ts";
import type { Imports, Machine } from "../machine.ts";
import { PAGE } from "../memory.ts";

/** The maximum that the module declares. */
const MAXIMUM = 2 ** 31;
const GROWTH = 1.25;

/** The imports with which C asks for more memory. */
export function heapImports(machine: Machine): Imports {
  const limit = Math.min(heapLimit(machine.script.limits) ?? MAXIMUM, MAXIMUM);
  return {
    /** Enforces the limit: if this refuses, malloc fails and Lua reports "not enough memory". */
    emscripten_resize_heap(wanted: number): number {
      const size = wanted >>> 0;
      if (size > limit) return 0;
      const generous = Math.min(Math.ceil(Math.max(size, machine.memory.size * GROWTH) / PAGE) * PAGE, limit);
      const grown = machine.memory.grow(generous) || machine.memory.grow(size);
      if (grown) machine.system.interrupts?.memoryHasGrown();
      return Number(grown);
    },
  };
}
