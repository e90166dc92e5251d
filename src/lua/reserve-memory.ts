import { heapLimit } from "./heap-limit.ts";
import type { Machine } from "./machine.ts";

/** What the script always gets, so that every limit lets a script start. */
const LEAST = 1 << 20;
/** The code, stack and libraries of a machine that has just started. */
const IN_USE = (1 << 20) + (1 << 17);

/**
 * A machine starts with 16 MiB and refuses to grow beyond its limit. For a smaller limit this takes the rest away from
 * the script: it allocates a block that is never touched and so takes no memory.
 */
export function reserveMemory(machine: Machine): void {
  const limit = heapLimit(machine.script.limits);
  if (limit === undefined || limit >= machine.memory.size) return;
  machine.lua.malloc(machine.memory.size - Math.max(limit, IN_USE + LEAST));
}
