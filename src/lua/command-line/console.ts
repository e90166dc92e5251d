import { asciiBytes } from "../bytes.ts";
import { LUA_OK, LUA_REGISTRYINDEX, LUA_TSTRING, type Pointer, type State } from "../lua-exports.ts";
import type { Machine } from "../machine.ts";

/** What of Lua's library a console uses, whatever a script puts in its place later. */
const STREAMS = { stdin: "read", stdout: "write" } as const;

/** stdin and stdout as Lua's io library has them: what a script has read or printed is part of them. */
export class Console {
  readonly #machine: Machine;
  readonly #state: State;
  /** The keys in Lua's registry of the streams and their functions. */
  readonly #keys = new Map<string, Pointer>();

  /** Why the last read failed; undefined if it did not, and at the end of stdin. */
  failure: Uint8Array | undefined;

  /** Call this before a script can have changed io. */
  constructor(machine: Machine, state: State) {
    this.#machine = machine;
    this.#state = state;
    const { lua } = machine;
    lua.lua_getglobal(state, machine.text("io"));
    for (const [stream, call] of Object.entries(STREAMS)) {
      lua.lua_getfield(state, -1, machine.text(stream));
      lua.lua_getfield(state, -1, machine.text(call));
      this.#keep(call);
      this.#keep(stream);
    }
    lua.lua_getglobal(state, machine.text("tostring"));
    this.#keep("tostring");
    lua.lua_settop(state, -2);
  }

  /** Writes a text to stdout at once. */
  write(text: Uint8Array | string): void {
    const { lua } = this.#machine;
    const top = lua.lua_gettop(this.#state);
    this.#push("write");
    this.#push("stdout");
    this.#machine.pushBytes(this.#state, text);
    this.#call(2, top);
    lua.fflush(this.#machine.standardOutput);
  }

  /**
   * Reads a line with its end, or at most so many bytes. Undefined at the end of stdin, if it cannot be read, or if an
   * interrupt ended the call.
   */
  read(what: "line" | number): Uint8Array | undefined {
    this.failure = undefined;
    const { lua } = this.#machine;
    const top = lua.lua_gettop(this.#state);
    this.#push("read");
    this.#push("stdin");
    if (what === "line") this.#machine.pushBytes(this.#state, asciiBytes("L"));
    else lua.lua_pushinteger(this.#state, BigInt(what));
    return this.#call(2, top);
  }

  /** The value on top of the stack as `tostring` has it, which it removes; undefined if `tostring` fails. */
  takeText(): Uint8Array | undefined {
    const { lua } = this.#machine;
    const top = lua.lua_gettop(this.#state) - 1;
    this.#push("tostring");
    lua.lua_rotate(this.#state, -2, 1);
    return this.#call(1, top);
  }

  /** Calls a function with so many arguments; returns its first result if that is a string. The second is why there is none. */
  #call(args: number, top: number): Uint8Array | undefined {
    const { lua } = this.#machine;
    const outcome = lua.lua_pcallk(this.#state, args, 2, 0, 0, 0);
    const [text, reason] = outcome === LUA_OK ? [this.#textAt(-2), this.#textAt(-1)] : [undefined, this.#textAt(-1)];
    if (text === undefined) this.failure = reason;
    lua.lua_settop(this.#state, top);
    return text;
  }

  #textAt(index: number): Uint8Array | undefined {
    const isText = this.#machine.lua.lua_type(this.#state, index) === LUA_TSTRING;
    return isText ? this.#machine.stringAt(this.#state, index) : undefined;
  }

  /** Keeps the value on top of the stack, and removes it. */
  #keep(name: string): void {
    const key = this.#machine.text(`console ${name}`);
    this.#keys.set(name, key);
    this.#machine.lua.lua_rawsetp(this.#state, LUA_REGISTRYINDEX, key);
  }

  #push(name: string): void {
    this.#machine.lua.lua_rawgetp(this.#state, LUA_REGISTRYINDEX, this.#keys.get(name) ?? 0);
  }
}
