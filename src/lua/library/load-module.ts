import { findNearestWord } from "../../text/nearest-word.ts";
import { latin1 } from "../bytes.ts";
import { LUA_OK, LUA_REGISTRYINDEX, LUA_TNIL, type State } from "../lua-exports.ts";
import { MachineFault, NO_MEMORY } from "../machine-fault.ts";
import type { Machine } from "../machine.ts";
import argumentChecks from "./arguments.lua" with { type: "text" };
import { pushLibraryOpener } from "../c-libraries/push-library-opener.ts";
import { codeBytes } from "./code-bytes.ts";
import { DROP_INS } from "./drop-ins.ts";
import { errorName } from "./error-names.ts";
import type { LibraryCall, LibraryFunction, LibraryModule, LuaResult, LuaValue } from "./library-function.ts";
import type { LibraryHost } from "./library-host.ts";
import { PLATFORM_ERRORS } from "../platform-errors.ts";
import { MODULES } from "./modules.ts";
import { ExpectedFailure, SystemFailure } from "./system-failure.ts";
import { textOf } from "./text-of.ts";
import { pushValue, readArguments } from "./values.ts";

const FIRST_UPVALUE = LUA_REGISTRYINDEX - 1;

/** The items of the largest table that Lua tries to make: 4 GiB, which no machine has. */
const LARGEST_TABLE = (1 << 28) - 1;

/** The Lua code of one file of the library. */
interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** A function of a module, and how it gets strings. */
interface KnownFunction {
  readonly call: LibraryFunction;
  readonly strings: "copies" | "views";
}

/** Loads modules of the library into one machine. */
export class ModuleLoader {
  readonly #machine: Machine;
  readonly #host: LibraryHost;
  readonly #functions: KnownFunction[] = [];
  readonly #dispatch: number;
  readonly #open: number;

  constructor(machine: Machine, host: LibraryHost) {
    this.#machine = machine;
    this.#host = host;
    this.#dispatch = machine.addFunction((state) => this.#call(state));
    this.#open = machine.addFunction((state) => this.#openLibrary(state));
  }

  /**
   * Pushes what the module returns and returns 1; what it raises is raised. The caller must return the result. A module
   * gets two arguments: a table with the facts and functions of the host, and the checks of arguments.
   */
  load(state: State, name: string): number {
    const { lua } = this.#machine;
    const module = MODULES[name] ?? DROP_INS[name];
    if (module === undefined) throw new MachineFault(`the library has no module ${name}`);
    module.prepare?.(this.#machine, state);
    this.#pushChunk(state, name, { file: `${name.split(".").at(-1)}.lua`, text: module.source });
    this.#pushHost(state, module);
    this.#noteHost(state, name, module.seesHosts === true);
    if (module.parts !== undefined) this.#addParts(state, name, module.parts);
    if (module.library !== undefined) this.#addLibrary(state, module.library);
    if (!this.#pushArgumentChecks(state)) return lua.lua_error(state);
    return lua.lua_pcallk(state, 2, 1, 0, 0, 0) === LUA_OK ? 1 : lua.lua_error(state);
  }

  /** Throws MachineFault with the file's name if it does not compile, which only an author of the library sees. */
  #pushChunk(state: State, name: string, { file, text }: SourceFile): void {
    const machine = this.#machine;
    const source = codeBytes(text, machine.system);
    const buffer = machine.copy(source);
    const loaded = machine.lua.luaL_loadbufferx(state, buffer, source.length, machine.text(`=${name}`), 0);
    machine.lua.free(buffer);
    if (loaded === LUA_OK) return;
    const reason = latin1(machine.stringAt(state, -1));
    throw new MachineFault(`${file} of luff's own library does not compile: ${reason}`);
  }

  #pushHost(state: State, { facts, functions = {}, viewing = {} }: LibraryModule): void {
    pushValue(this.#machine, state, facts?.(this.#host) ?? {});
    for (const [name, call] of Object.entries(functions)) this.#addFunction(state, name, { call, strings: "copies" });
    for (const [name, call] of Object.entries(viewing)) this.#addFunction(state, name, { call, strings: "views" });
  }

  /** Adds it to the table on top. */
  #addFunction(state: State, name: string, known: KnownFunction): void {
    this.#pushFunction(state, known);
    this.#machine.lua.lua_setfield(state, -2, this.#machine.text(name));
  }

  #pushFunction(state: State, known: KnownFunction): void {
    const { lua } = this.#machine;
    lua.lua_pushinteger(state, BigInt(this.#functions.push(known) - 1));
    lua.lua_pushcclosure(state, this.#dispatch, 1);
  }

  /** Keeps the table on top in the registry's table of hosts. With `seesHosts` it gets that table. */
  #noteHost(state: State, name: string, seesHosts: boolean): void {
    const { lua } = this.#machine;
    const key = this.#machine.text("hosts of modules");
    if (lua.lua_rawgetp(state, LUA_REGISTRYINDEX, key) === LUA_TNIL) {
      lua.lua_settop(state, -2);
      lua.lua_createtable(state, 0, 0);
      lua.lua_pushvalue(state, -1);
      lua.lua_rawsetp(state, LUA_REGISTRYINDEX, key);
    }
    lua.lua_pushvalue(state, -2);
    lua.lua_setfield(state, -2, this.#machine.text(name));
    if (seesHosts) lua.lua_setfield(state, -2, this.#machine.text("hosts"));
    else lua.lua_settop(state, -2);
  }

  /** Adds the parts to the table on top, compiled. Errors name them as they name the module. */
  #addParts(state: State, name: string, parts: Readonly<Record<string, string>>): void {
    const { lua } = this.#machine;
    lua.lua_createtable(state, 0, 0);
    for (const [part, text] of Object.entries(parts)) {
      this.#pushChunk(state, name, { file: `${part}.lua`, text });
      lua.lua_setfield(state, -2, this.#machine.text(part));
    }
    lua.lua_setfield(state, -2, this.#machine.text("parts"));
  }

  /** Adds a function that returns a C library to the table on top. So one that is not asked for is not made ready. */
  #addLibrary(state: State, name: string): void {
    const { lua } = this.#machine;
    lua.lua_pushstring(state, this.#machine.text(name));
    lua.lua_pushcclosure(state, this.#open, 1);
    lua.lua_setfield(state, -2, this.#machine.text("library"));
  }

  /** Opens the C library whose name is the closure's upvalue. */
  #openLibrary(state: State): number {
    const { lua } = this.#machine;
    pushLibraryOpener(this.#machine, state, latin1(this.#machine.stringAt(state, FIRST_UPVALUE)));
    return lua.lua_pcallk(state, 0, 1, 0, 0, 0) === LUA_OK ? 1 : lua.lua_error(state);
  }

  /** The table is made once, and kept in the registry. Returns whether it is there: a signal may have come meanwhile, whose error is pushed. */
  #pushArgumentChecks(state: State): boolean {
    const { lua } = this.#machine;
    const key = this.#machine.text("arguments of helm.*");
    if (lua.lua_rawgetp(state, LUA_REGISTRYINDEX, key) !== LUA_TNIL) return true;
    lua.lua_settop(state, -2);
    this.#pushChunk(state, "helm.arguments", { file: "arguments.lua", text: argumentChecks });
    this.#pushArrayMetatable(state);
    this.#pushFunction(state, { call: nearest, strings: "copies" });
    const dropIns = Object.keys(DROP_INS);
    for (const name of dropIns) lua.lua_pushstring(state, this.#machine.text(name));
    if (lua.lua_pcallk(state, dropIns.length + 2, 1, 0, 0, 0) !== LUA_OK) return false;
    lua.lua_pushvalue(state, -1);
    lua.lua_rawsetp(state, LUA_REGISTRYINDEX, key);
    return true;
  }

  /** The metatable of arrays, which `values_push_array` of the C libraries finds, or makes, under the same name. */
  #pushArrayMetatable(state: State): void {
    const { lua } = this.#machine;
    const key = this.#machine.text("arrays of helm.*");
    if (lua.lua_getfield(state, LUA_REGISTRYINDEX, key) !== LUA_TNIL) return;
    lua.lua_settop(state, -2);
    lua.lua_createtable(state, 0, 0);
    lua.lua_pushvalue(state, -1);
    lua.lua_setfield(state, LUA_REGISTRYINDEX, key);
  }

  /** Calls the function whose number is the closure's upvalue. */
  #call(state: State): number {
    const machine = this.#machine;
    const known = this.#functions[Number(machine.lua.lua_tointegerx(state, FIRST_UPVALUE, 0))];
    if (known === undefined) throw new MachineFault("the library has no such function");
    try {
      const given = readArguments(machine, state, known.strings);
      pushValue(machine, state, known.call({ machine, state, host: this.#host }, ...given));
      return 1;
    } catch (error) {
      // Lua collects garbage before it raises its error for memory.
      if (error instanceof MachineFault && error.message === NO_MEMORY) {
        machine.lua.lua_createtable(state, LARGEST_TABLE, 0);
      }
      if (error instanceof ExpectedFailure) return pushResults(machine, state, [undefined, error.message, error.code]);
      if (!(error instanceof SystemFailure)) throw error;
      return pushResults(machine, state, resultsOf(machine, error));
    }
  }
}

/** The word of the lines of `known` that `word` was probably meant to be. */
function nearest(_: LibraryCall, word: LuaValue, known: LuaValue): LuaResult {
  return findNearestWord(textOf(word), textOf(known).split("\n"));
}

/** Nil, a message with the path and the system's words, and the error's name. */
function resultsOf({ system: { os } }: Machine, { number, path }: SystemFailure): readonly LuaResult[] {
  const texts = new Map(PLATFORM_ERRORS[os] ?? PLATFORM_ERRORS["linux"]);
  return [undefined, `${path}: ${texts.get(number) ?? "No error information"}`, errorName(os, number)];
}

function pushResults(machine: Machine, state: State, results: readonly LuaResult[]): number {
  for (const result of results) pushValue(machine, state, result);
  return results.length;
}
