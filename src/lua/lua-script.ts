import type { LimitKind } from "../text/limit-names.ts";

/** What a run may use, in the units of LIMIT_KINDS; a missing field means no limit. */
export type LuaLimits = { readonly [Kind in LimitKind]?: number };

/** What luff reports about a limit when a script reaches it. */
export interface LimitNote {
  /** The limit as written, and who set it: "10s, set by LUFF_TIME_LIMIT". */
  readonly source: string;
  /** How to change it, as a sentence. */
  readonly hint: string;
}

export type LimitNotes = { readonly [Kind in LimitKind]?: LimitNote };

export interface LuaScript {
  /** The chunk's name ("@path"), and arg[0]. */
  readonly path: string;
  readonly source: Uint8Array;
  /** The arguments of main, and arg[1] and following. A string stands for its UTF-8 bytes. */
  readonly args: readonly (string | Uint8Array)[];
  /** The templates of package.path, in order. */
  readonly packagePath: readonly string[];
  /** All variables that the script and its children see. */
  readonly environment: Readonly<Record<string, string>>;
  readonly limits: LuaLimits;
  /** Without a note, luff reports a reached limit only by its number. */
  readonly limitNotes?: LimitNotes;
  /** Whether `load` and similar functions accept precompiled chunks; true by default, as in plain Lua. */
  readonly allowBinaryChunks?: boolean;
  /** Whether a script without main succeeds, as under `lua`; by default it is an error. */
  readonly mainIsOptional?: boolean;
  /**
   * Whether an uncaught `error(text, 0)` prints only the text; by default also the name and a traceback, as under
   * `lua`.
   */
  readonly printsTextAlone?: boolean;
  /** Whether little is said of a signal that ends the script: of SIGINT nothing, of others one line; by default as under `lua`. */
  readonly endsQuietly?: boolean;
  /** The prefix of error messages; "luff" by default. */
  readonly programName?: string;
}
