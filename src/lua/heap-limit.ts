import type { LuaLimits } from "./lua-script.ts";

const QUARTER = 4;
const MOST = 16 * 2 ** 20;

/**
 * How large a machine's memory may become, in bytes. Of the limit a quarter, at most 16 MiB, is set aside for what the host
 * compiles while the script works, so that the process stays near the limit, not only the script.
 */
export function heapLimit({ memory }: LuaLimits): number | undefined {
  return memory === undefined ? undefined : memory - Math.min(memory / QUARTER, MOST);
}
