import type { Clock } from "../host/clock.ts";
import type { SpanWriter } from "../host/descriptors.ts";
import type { GivenVariable } from "../host/raw-variables.ts";
import type { LuaInstance, LuaModule, LuaSystem } from "../host/lua-system.ts";
import { asciiBytes, latin1, toBytes } from "./bytes.ts";
import { DescriptorTable } from "./descriptor-table.ts";
import { replaceErrorTexts } from "./error-texts.ts";
import { returnToLua, withUnwinding } from "./imports/jump.ts";
import { HOST_FUNCTIONS, type LuaExports, type Pointer, type State } from "./lua-exports.ts";
import type { LibraryHost } from "./library/library-host.ts";
import type { LuaScript } from "./lua-script.ts";
import { MachineFault, NO_MEMORY } from "./machine-fault.ts";
import { Memory } from "./memory.ts";
import { Room } from "./room.ts";

const NEWLINE = 0x0a;

/** The module's imports by name. Lua uses them for everything outside its own memory. */
export type Imports = Readonly<Record<string, (...args: never[]) => unknown>>;

interface MachineParts {
  readonly module: LuaModule;
  readonly system: LuaSystem;
  readonly script: LuaScript;
  /** Without it there is no library `helm.*`. */
  readonly library?: LibraryHost | undefined;
  /** Makes the imports of a machine, which has no memory yet. */
  readonly imports: (machine: Machine) => Readonly<Record<string, Imports>>;
}

/** One Lua machine, and what is shared by its imports and the functions given to Lua. */
export class Machine {
  /** helm.test puts another one here, which finds other files at some paths. */
  system: LuaSystem;
  /** The clock that the script sees; helm.test may have set it. */
  clock: Pick<Clock, "now" | "fineNow" | "steady" | "block">;
  readonly script: LuaScript;
  readonly library: LibraryHost | undefined;
  readonly descriptors: DescriptorTable;
  readonly instance: LuaInstance;
  readonly lua: LuaExports;
  readonly memory: Memory;
  /** The variables that children get: the script's, and what helm.env changed. */
  environment: Readonly<Record<string, string>>;
  /** Those of them that helm.env has set, and that a string cannot hold. Windows has none. */
  rawVariables: readonly GivenVariable[] = [];
  /**
   * Pushes the loader of a module of the library that a script's own files may replace. False if there is none of this
   * name.
   */
  pushDropIn: ((state: State, name: string) => boolean) | undefined;
  /** The texts of a command line that are no file, by the names that Lua's messages have for them. A character a byte. */
  readonly commandLineTexts = new Map<string, string>();
  /** The names of the library's modules, without those that a script's own files may replace. */
  libraryModules: readonly string[] = [];
  /** The registry's key of the function that is called at the script's end; undefined if there is none. */
  exitHandlerKey: Pointer | undefined;
  /** The paths, a character a byte, of what the library made and must not leave behind. */
  readonly temporaries = new Set<string>();
  /** How many bytes the script may still write to stdout and stderr. */
  outputLeft: number;
  /** Whether a progress bar is in the terminal's line. */
  hasProgressLine = false;
  /** Whether a question to the user stands in the terminal, without an answer. */
  isAsking = false;
  /** The last byte written to stdout (at 1) and stderr (at 2); a newline if there is none yet. */
  readonly lastBytes = Uint8Array.of(0, NEWLINE, NEWLINE);
  /** C's stdin and stdout (FILEs); 0 until Lua's libraries are open. */
  standardInput: Pointer = 0;
  standardOutput: Pointer = 0;
  /** Ends what lets signals and the time limit stop the machine. */
  unwatch: (() => void) | undefined;
  /** The signal that interrupted the script; 0 if there was none. */
  signal = 0;
  /** Eight bytes for results that C returns through a pointer. */
  readonly scratch: Pointer;
  /** Writes to descriptors of the host without JavaScript, where the host can do that. */
  readonly writeSpans: SpanWriter | undefined;
  readonly #errno: Pointer;
  readonly #texts = new Map<string, Pointer>();
  readonly #functions: ((argument: number) => number)[] = [];

  constructor({ module, system, script, library, imports }: MachineParts) {
    this.system = system;
    this.clock = system.clock;
    this.script = script;
    this.library = library;
    this.environment = script.environment;
    this.descriptors = new DescriptorTable(system.descriptors);
    this.outputLeft = script.limits.output ?? Number.POSITIVE_INFINITY;
    this.instance = withUnwinding(module.instantiate(imports(this)));
    this.lua = this.instance.exports as unknown as LuaExports;
    this.memory = new Memory(this.lua.memory);
    replaceErrorTexts(this.memory, system.os);
    this.lua.__wasm_call_ctors();
    this.scratch = this.lua.malloc(8);
    this.#errno = this.lua.__errno_location();
    this.writeSpans = system.descriptors.spanWriter?.(this.lastBytes, this.#errno);
  }

  /** Adds a function of the host to the function table, with the type (i32) -> i32, and returns its index. */
  addFunction(call: (argument: number) => number): number {
    const number = this.#functions.push(returnToLua(call)) - 1;
    if (number >= HOST_FUNCTIONS) throw new MachineFault(`a machine has at most ${HOST_FUNCTIONS} host functions`);
    return this.lua.luff_functions() + number;
  }

  /** Calls a function that was passed to addFunction, by its number from 0 on. */
  callFunction(number: number, argument: number): number {
    const call = this.#functions[number];
    if (call === undefined) throw new MachineFault(`there is no host function ${number}`);
    return call(argument);
  }

  /** The address of a C string that is never freed; always the same for the same text. */
  text(text: string): Pointer {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const address = this.copy(asciiBytes(text));
    this.#texts.set(text, address);
    return address;
  }

  /**
   * Copies bytes, with a zero after them, to memory that the caller frees. Throws MachineFault if there is no memory
   * left.
   */
  copy(bytes: Uint8Array): Pointer {
    const address = this.#allocate(bytes.length + 1);
    this.memory.setCString(address, bytes);
    return address;
  }

  #allocate(size: number): Pointer {
    const address = this.lua.malloc(size);
    // A block without bytes may have no address.
    if (address === 0 && size > 0) throw new MachineFault(NO_MEMORY);
    return address;
  }

  /** The bytes of the string at an index as they are in the machine's memory: until the next call that may need more of it. */
  viewAt(state: State, index: number): Uint8Array {
    const address = this.lua.lua_tolstring(state, index, this.scratch);
    return this.memory.bytes.subarray(address, address + this.memory.uint32(this.scratch));
  }

  pushBytes(state: State, value: Uint8Array | string): void {
    this.pushPieces(state, [toBytes(value)]);
  }

  /** Pushes one string that consists of all pieces. Throws MachineFault if there is no memory left. */
  pushPieces(state: State, pieces: readonly Uint8Array[]): void {
    let length = 0;
    for (const piece of pieces) length += piece.length;
    if (length === 0) return void this.lua.lua_pushlstring(state, 0, 0);
    const address = this.#allocate(length);
    let end = address;
    for (const piece of pieces) {
      this.memory.bytes.set(piece, end);
      end += piece.length;
    }
    this.lua.lua_pushlstring(state, address, length);
    this.lua.free(address);
  }

  /** Memory for at most so many bytes of a string; undefined if there is none left. */
  makeRoom(size: number): Room | undefined {
    const address = this.lua.malloc(size);
    return address === 0 ? undefined : new Room(this, address, size);
  }

  /** Pushes the string that a room holds, and frees the room. */
  pushRoom(state: State, room: Room): void {
    try {
      this.lua.lua_pushlstring(state, room.address, room.length);
    } finally {
      room.free();
    }
  }

  /** A copy of the whole string (or number) at an index. */
  stringAt(state: State, index: number): Uint8Array {
    const address = this.lua.lua_tolstring(state, index, this.scratch);
    return this.memory.slice(address, this.memory.uint32(this.scratch));
  }

  typeName(state: State, index: number): string {
    return latin1(this.memory.cString(this.lua.lua_typename(state, this.lua.lua_type(state, index))));
  }

  /** Sets C's errno, for functions that return through luaL_fileresult. */
  setErrorNumber(value: number): void {
    this.memory.setInt32(this.#errno, value);
  }
}
