import { readFileSync } from "node:fs";
import { encodeUtf8 } from "../../src/lua/bytes.ts";
import { LUA_OK, type LuaExports } from "../../src/lua/lua-exports.ts";
import { LUA_MODULE } from "../ensure-lua-module.ts";

/** The module's exports that are called here. */
type Lua = Pick<
  LuaExports,
  | "memory"
  | "__wasm_call_ctors"
  | "luff_state"
  | "malloc"
  | "luaL_loadbufferx"
  | "lua_getglobal"
  | "lua_getfield"
  | "lua_pushvalue"
  | "lua_pcallk"
  | "lua_tolstring"
>;

/**
 * Compiles Lua code with dist/lua.wasm, which must be there. Returns Lua's binary chunk, with the names and lines that messages need. `name`
 * is the chunk's as messages show it. Throws if the code is not Lua.
 */
export function compileChunk(text: string, name: string): Uint8Array {
  const lua = instantiate();
  const state = lua.luff_state();
  const code = encodeUtf8(text);
  const loaded = lua.luaL_loadbufferx(state, copy(lua, code), code.length, copyText(lua, `=${name}`), 0);
  if (loaded !== LUA_OK) throw new Error(`Lua cannot compile: ${Buffer.from(resultOf(lua, state)).toString()}`);
  lua.lua_getglobal(state, copyText(lua, "string"));
  lua.lua_getfield(state, -1, copyText(lua, "dump"));
  lua.lua_pushvalue(state, -3);
  const dumped = lua.lua_pcallk(state, 1, 1, 0, 0, 0);
  const result = resultOf(lua, state);
  if (dumped !== LUA_OK) throw new Error(`string.dump of ${name} ends with: ${Buffer.from(result).toString()}`);
  return result;
}

let compiled: WebAssembly.Module | undefined;

/** A machine for one chunk, which depends on no other then. */
function instantiate(): Lua {
  compiled ??= new WebAssembly.Module(readFileSync(LUA_MODULE));
  const imports: Record<string, Record<string, () => number>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(compiled)) {
    (imports[from] ??= {})[name] = name.startsWith("environ_") ? () => 0 : refuse(name);
  }
  const lua = new WebAssembly.Instance(compiled, imports).exports as unknown as Lua;
  lua.__wasm_call_ctors();
  return lua;
}

function refuse(name: string): () => never {
  return () => {
    throw new Error(`compiling a chunk calls ${name} of the host`);
  };
}

function copyText(lua: Lua, text: string): number {
  return copy(lua, encodeUtf8(text));
}

/** The address of a copy of the bytes, with a zero behind them. */
function copy(lua: Lua, bytes: Uint8Array): number {
  const address = lua.malloc(bytes.length + 1);
  const memory = new Uint8Array(lua.memory.buffer);
  memory.set(bytes, address);
  memory[address + bytes.length] = 0;
  return address;
}

/** The string on top of Lua's stack. */
function resultOf(lua: Lua, state: number): Uint8Array {
  const length = lua.malloc(4);
  const address = lua.lua_tolstring(state, -1, length);
  return new Uint8Array(lua.memory.buffer).slice(
    address,
    address + new DataView(lua.memory.buffer).getUint32(length, true),
  );
}
