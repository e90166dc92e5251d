import type { LuaLimits } from "./lua-script.ts";

const THIRD = 3;
const MOST = 20 * 2 ** 20;

/**
 * The most bytes that a machine's memory may have. A third of the limit, at most 20 MiB, is reserved for the code that
 * the host compiles while the script runs. So the whole process stays near the limit, not only the script.
 */
export function heapLimit({ memory }: LuaLimits): number | undefined {
  return memory === undefined ? undefined : memory - Math.min(Math.floor(memory / THIRD), MOST);
}
