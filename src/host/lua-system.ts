import type { ChildProcesses } from "./child-processes.ts";
import type { Clock } from "./clock.ts";
import type { Entries } from "./entries.ts";
import type { Descriptors, PathOperations } from "./descriptors.ts";
import type { Interrupts } from "./interrupts.ts";
import type { Programs } from "./programs.ts";
import type { Random } from "./random.ts";
import type { RawTexts } from "./raw-texts.ts";

/** Lua's WebAssembly module, compiled. */
export interface LuaModule {
  instantiate(imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>): LuaInstance;
}

/** A part of Lua's C libraries that a script may need without the others. */
export type LibraryPart = "cjson" | "json" | "lpeg" | "regex" | "yaml" | "zlib";

/** One Lua machine with its own memory. */
export interface LuaInstance {
  readonly exports: Readonly<Record<string, unknown>>;
  /** The function at an index of the function table, with the type (i32) -> i32. */
  functionAt(index: number): (argument: number) => number;
  /** The exports of what all of Lua's C libraries share. Makes that and a part of them ready, in the machine's memory and table. */
  libraries(part?: LibraryPart): Readonly<Record<string, unknown>>;
}

/** Everything that Lua's core libraries need from the system. */
export interface LuaSystem {
  /** The operating system in Go's words (GOOS). */
  readonly os: string;
  /** Compiles the module at the first call; later calls return the same one. */
  module(): Promise<LuaModule>;
  /**
   * Compiles parts of Lua's C libraries in another thread, for a script that most likely asks for them. The promise is fulfilled when they
   * are compiled; if that fails, `libraries` of a machine reports why. A host that has nothing to compile does not have it.
   */
  prepareLibraries?(parts: readonly LibraryPart[]): Promise<void>;
  /**
   * A binary chunk of the library's Lua code, by the mark that the program has in its place. A host has it where a long text in the
   * program would make each start longer.
   */
  readonly libraryChunk?: (mark: string) => Uint8Array;
  readonly descriptors: Descriptors;
  readonly paths: PathOperations;
  readonly entries: Entries;
  readonly children: ChildProcesses;
  readonly programs: Programs;
  readonly clock: Clock;
  readonly random: Random;
  readonly rawTexts: RawTexts;
  /** Without it signals have their default actions, and there is no time limit. */
  readonly interrupts?: Interrupts;
}
