import type { LuaLimits } from "./lua-script.ts";

const THIRD = 3;
const MOST = 20 * 2 ** 20;

/**
 * How large a machine's memory may become, in bytes. Of the limit a third, at most 20 MiB, is set aside for what the host
 * compiles while the script works, so that the process stays near the limit, not only the script.
 */
export function heapLimit({ memory }: LuaLimits): number | undefined {
  return memory === undefined ? undefined : memory - Math.min(Math.floor(memory / THIRD), MOST);
}
