import { heapLimit } from "./heap-limit.ts";
import type { Machine } from "./machine.ts";

/** What the script gets at least, so that a limit can never be too small to run anything. */
const LEAST = 1 << 20;
/** Code, stack and libraries of a machine that has just been started. */
const IN_USE = (1 << 20) + (1 << 17);

/**
 * A machine starts with 16 MiB and refuses to grow beyond its limit. A smaller limit is kept by taking the rest away
 * from the script: a block that is never touched and costs nothing.
 */
export function reserveMemory(machine: Machine): void {
  const limit = heapLimit(machine.script.limits);
  if (limit === undefined || limit >= machine.memory.size) return;
  machine.lua.malloc(machine.memory.size - Math.max(limit, IN_USE + LEAST));
}
