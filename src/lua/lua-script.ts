/** What a run may use; no limit where a field is missing. */
export interface LuaLimits {
  /** Bytes of the machine that runs the script: its heap, stack and compiled code. */
  readonly memory?: number;
  /** Milliseconds of wall time. */
  readonly time?: number;
  /** Bytes written to stdout and stderr. */
  readonly output?: number;
}

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
  /** Whether `load` and its kin take precompiled chunks; true where nothing is said, as in plain Lua. */
  readonly allowBinaryChunks?: boolean;
  /** Whether the chunk alone is the program and no main is called; false where nothing is said. */
  readonly withoutMain?: boolean;
  /** What stands before an error message; "luff" where nothing is said. */
  readonly programName?: string;
}
