import type { State } from "../lua-exports.ts";
import type { Machine } from "../machine.ts";
import type { Room } from "../room.ts";
import type { LibraryHost } from "./library-host.ts";

/** An argument from Lua: nil, a boolean, a number or a string. Anything else arrives as undefined. */
export type LuaValue = undefined | boolean | number | Uint8Array;

/** A string for Lua that has not been put together yet. */
export class Pieces {
  readonly pieces: readonly Uint8Array[];

  constructor(pieces: readonly Uint8Array[]) {
    this.pieces = pieces;
  }
}

/**
 * A result for Lua: nil, a boolean, a number, a string (a text in UTF-8), a list, or a table with string keys. An object's keys are in
 * luff's code: the machine keeps them. Keys that come from elsewhere are in a map, as texts or bytes.
 */
export type LuaResult =
  | undefined
  | boolean
  | number
  | string
  | Uint8Array
  | Pieces
  | Room
  | readonly LuaResult[]
  | ReadonlyMap<string | Uint8Array, LuaResult>
  | { readonly [key: string]: LuaResult };

/** What a function of the host works on. */
export interface LibraryCall {
  readonly machine: Machine;
  readonly state: State;
  readonly host: LibraryHost;
}

/**
 * A function that a module of the library calls. The module has checked the arguments before. A
 * SystemFailure becomes nil, a message and a code.
 */
export type LibraryFunction = (call: LibraryCall, ...args: LuaValue[]) => LuaResult;

/** A module of the library: its Lua code, and what that calls. */
export interface LibraryModule {
  /** Text, or in an executable the chunk that the build has made of it; the parts too. */
  readonly source: string;
  /** More Lua code, by names: the module gets each as a function in the table `parts` of the host's. */
  readonly parts?: { readonly [name: string]: string };
  /** Values that are known before the module is loaded. */
  readonly facts?: (host: LibraryHost) => { readonly [key: string]: LuaResult };
  /** Changes Lua's own libraries before the module is loaded. */
  readonly prepare?: (machine: Machine, state: State) => void;
  /** The name of a C library that the module needs: the function `library` in the host's table returns it. */
  readonly library?: string;
  readonly functions?: { readonly [name: string]: LibraryFunction };
  /**
   * More of them, whose strings are views of the machine's memory: until the function returns or has Lua do something that may need memory.
   * For strings that are too long for a copy.
   */
  readonly viewing?: { readonly [name: string]: LibraryFunction };
  /**
   * Whether the module can change what other modules ask their hosts for: it gets in `hosts` the tables of those that are loaded, by the
   * modules' names, and those of later ones are put there too.
   */
  readonly seesHosts?: true;
}
