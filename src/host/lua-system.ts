import type { ChildProcesses } from "./child-processes.ts";
import type { Clock } from "./clock.ts";
import type { Descriptors, PathOperations } from "./descriptors.ts";
import type { Interrupts } from "./interrupts.ts";
import type { Random } from "./random.ts";

/** Lua's WebAssembly module, compiled. */
export interface LuaModule {
  instantiate(imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>): LuaInstance;
}

/** One Lua machine with a memory of its own. */
export interface LuaInstance {
  readonly exports: Readonly<Record<string, unknown>>;
  /** The function of type (i32) -> i32 at an index of the function table. */
  functionAt(index: number): (argument: number) => number;
}

/** Everything that Lua's core libraries ask of the machine. */
export interface LuaSystem {
  /** The operating system in Go's words (GOOS). */
  readonly os: string;
  /** Compiles the module at the first call; later calls return the same. */
  module(): Promise<LuaModule>;
  readonly descriptors: Descriptors;
  readonly paths: PathOperations;
  readonly children: ChildProcesses;
  readonly clock: Clock;
  readonly random: Random;
  /** Without it signals act as they do by themselves, and no time limit is kept. */
  readonly interrupts?: Interrupts;
}
