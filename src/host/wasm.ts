import type { TimeLimit } from "./interrupts.ts";

/** Integers of 64 bits are BigInts; all other numbers of WebAssembly are numbers. */
export type WasmValue = number | bigint;

/** A function that a module imports. What it throws ends the module's call, and reaches the caller. */
export type WasmFunction = (...values: never[]) => WasmValue | void;

/** Functions by the name of their module and by their own name. */
export type WasmImports = Readonly<Record<string, Readonly<Record<string, WasmFunction>>>>;

export interface WasmImport {
  readonly module: string;
  readonly name: string;
  /** "function", "memory", … */
  readonly kind: string;
}

/** What a module has of the system, through WASI. */
export interface WasiSettings {
  readonly environment: Readonly<Record<string, string>>;
  /** Whether it has this process's stdin and stdout. Otherwise it has no input, and what it writes to stdout is lost. stderr is always there. */
  readonly hasStreams: boolean;
  /** The folder that is its /tmp; undefined if it has no files. */
  readonly folder: string | undefined;
  /** Is told how many bytes the module is going to write to stdout or stderr. What it throws ends the module's call. */
  readonly willWrite: (bytes: number) => void;
}

/** A compiled module. */
export interface WasmModule {
  readonly imports: readonly WasmImport[];
  /** The names of the functions that it exports. */
  readonly functions: readonly string[];
  /** Makes an instance. WASI's functions need not be among the imports. Throws WasmFault. */
  start(imports: WasmImports, wasi: WasiSettings): WasmInstance;
}

export interface WasmInstance {
  /** How many parameters an exported function has; undefined if there is none of the name. */
  parametersOf(name: string): number | undefined;
  /** Calls an exported function and returns its results. Throws WasmFault, WasmExit, and what an imported function throws. */
  call(name: string, ...values: readonly WasmValue[]): readonly WasmValue[];
  /** Closes the files that the module left open. Nothing may be called afterwards. */
  close(): void;
}

/** A module cannot be compiled or instantiated, or a trap ended its call. */
export class WasmFault extends Error {
  override readonly name = "WasmFault";
}

/** A module ended itself with a status. */
export class WasmExit extends Error {
  override readonly name = "WasmExit";
  readonly status: number;

  constructor(status: number) {
    super(`the module ended with the status ${status}`);
    this.status = status;
  }
}

/** What is to be done if a module must be stopped. */
export interface WasmGuard {
  readonly time: TimeLimit | undefined;
  /** Makes a folder that must not stay behind, and returns its path. Undefined if there is to be none. */
  readonly makeFolder: (() => string) | undefined;
}

export interface GuardedRun {
  /** The folder that was made. */
  readonly folder: string | undefined;
  /** Removes the folder, as far as the system lets it, and then ends the guard. A signal that came in between has its action now. */
  end(): void;
}

/** Runs WebAssembly modules of plugins in this process. */
export interface WasmHost {
  /** Throws WasmFault if the bytes are no module. */
  compile(bytes: Uint8Array): WasmModule;
  /**
   * From now on the end of the time ends this process with the status 124, after the limit's last words. With a folder, SIGINT, SIGTERM, SIGHUP and
   * the other signals that end a process remove it first; otherwise they have their default actions. Neither waits for the module. The folder is made only when
   * signals wait. Throws what `makeFolder` throws.
   */
  guard(guard: WasmGuard): GuardedRun;
}
