import type { LuaLimits } from "./lua-script.ts";
import type { Machine } from "./machine.ts";

const THIRD = 3;
const MOST = 20 * 2 ** 20;
/** What the script always gets, so that every limit lets a script start. */
const LEAST = 1 << 20;
/** The code, stack and libraries of a machine that has just started. */
const IN_USE = (1 << 20) + (1 << 17);

/**
 * The most bytes that a machine's memory may have. A third of the limit, at most 20 MiB, is reserved for the code that
 * the host compiles while the script runs. So the whole process stays near the limit, not only the script.
 */
export function heapLimit({ memory }: LuaLimits): number | undefined {
  return memory === undefined ? undefined : memory - Math.min(Math.floor(memory / THIRD), MOST);
}

/**
 * A machine starts with 16 MiB and refuses to grow beyond its limit. For a smaller limit this takes the rest away from
 * the script: it allocates a block that is never touched and so takes no memory.
 */
export function reserveMemory(machine: Machine): void {
  const limit = heapLimit(machine.script.limits);
  if (limit === undefined || limit >= machine.memory.size) return;
  machine.lua.malloc(machine.memory.size - Math.max(limit, IN_USE + LEAST));
}
