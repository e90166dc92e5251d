import type { LimitTexts } from "./lua-limits.ts";

/** The user's settings for Lua scripts, and which luff runs them. */
export interface LuaSettings {
  /** In order of priority; a plugin's manifest comes after them. */
  readonly limits: readonly LimitTexts[];
  /** Whether `load` accepts precompiled chunks, which can crash the machine that runs them. */
  readonly allowBinaryChunks: boolean;
  /** The version of this luff. */
  readonly version: string;
}
