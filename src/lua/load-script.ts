import { toBytes } from "./bytes.ts";
import type { State } from "./lua-exports.ts";
import type { Machine } from "./machine.ts";

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const HASH = 0x23;
const NEWLINE = 0x0a;

/**
 * Pushes the compiled script, or an error message; returns Lua's status. The chunk's name is the one that luaL_loadfile
 * would give it.
 */
export function loadScript(machine: Machine, state: State): number {
  const { path, source } = machine.script;
  return loadChunk(machine, state, { name: `@${path}`, source: withoutFirstComment(source) });
}

/** A piece of Lua code, and its name as Lua has it: "@path", or "=text" for a text that messages show as it is. */
export interface Chunk {
  readonly name: string;
  readonly source: Uint8Array;
}

/** Pushes the compiled chunk, or an error message; returns Lua's status. */
export function loadChunk(machine: Machine, state: State, { name: chunkName, source }: Chunk): number {
  const { lua, script } = machine;
  const buffer = machine.copy(source);
  const name = machine.copy(toBytes(chunkName));
  const mode = script.allowBinaryChunks === false ? machine.text("t") : 0;
  const status = lua.luaL_loadbufferx(state, buffer, source.length, name, mode);
  lua.free(name);
  lua.free(buffer);
  return status;
}

/**
 * Removes a byte order mark and a first line that starts with '#'. It keeps that line's end, so that line numbers stay
 * correct.
 */
export function withoutFirstComment(source: Uint8Array): Uint8Array {
  const start = BYTE_ORDER_MARK.every((byte, index) => source[index] === byte) ? BYTE_ORDER_MARK.length : 0;
  if (source[start] !== HASH) return source.subarray(start);
  const end = source.indexOf(NEWLINE, start);
  return end < 0 ? source.subarray(source.length) : source.subarray(end);
}
