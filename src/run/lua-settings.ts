import type { LimitTexts } from "./lua-limits.ts";

/** How Lua scripts are to run, as the user wants it. */
export interface LuaSettings {
  /** From the strongest source to the weakest; a plugin's manifest comes after them. */
  readonly limits: readonly LimitTexts[];
  /** Whether `load` takes precompiled chunks, which can crash the machine they run in. */
  readonly allowBinaryChunks: boolean;
}
