import type { LimitKind } from "../text/limit-text.ts";

/** What a run may use, in the units of LIMIT_KINDS; no limit where a field is missing. */
export type LuaLimits = { readonly [Kind in LimitKind]?: number };

/** What is said of a limit when a script reaches it. */
export interface LimitNote {
  /** The limit as it was written, and where: "10s, set by LUFF_TIME_LIMIT". */
  readonly source: string;
  /** How to lift it, as a sentence. */
  readonly hint: string;
}

export type LimitNotes = { readonly [Kind in LimitKind]?: LimitNote };

export interface LuaScript {
  /** Names the chunk ("@path") and is arg[0]. */
  readonly path: string;
  readonly source: Uint8Array;
  /** The arguments of main, arg[1] and following; a text stands for its UTF-8 form. */
  readonly args: readonly (string | Uint8Array)[];
  /** Templates of package.path, in order. */
  readonly packagePath: readonly string[];
  /** All variables that the script and its children see. */
  readonly environment: Readonly<Record<string, string>>;
  readonly limits: LuaLimits;
  /** Where a note is missing, a reached limit is reported by its number alone. */
  readonly limitNotes?: LimitNotes;
  /** Whether `load` and its kin take precompiled chunks; true where nothing is said, as in plain Lua. */
  readonly allowBinaryChunks?: boolean;
  /** Whether a script that defines no main has done its work, as under `lua`; an error where nothing is said. */
  readonly mainIsOptional?: boolean;
  /** Whether an uncaught `error(text, 0)` prints the text alone; name and traceback too where nothing is said, as under `lua`. */
  readonly printsTextAlone?: boolean;
  /** What stands before an error message; "luff" where nothing is said. */
  readonly programName?: string;
}
