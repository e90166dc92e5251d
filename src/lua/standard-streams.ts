import { FILE, luaL_Stream } from "./binary-facts.ts";
import type { Pointer, State } from "./lua-exports.ts";
import type { Machine } from "./machine.ts";

const STDOUT = 1;
const NEWLINE = 10;
const NO_LINE_END = -1;
const { rpos, rend, buf, buf_size, lbf } = FILE.fields;
const STDOUT_BUFFER = 32768;
/** What C libraries usually read at once. Bytes in this buffer are lost to a child that shares stdin. */
const STDIN_BUFFER = 4096;

/** Gives stdin and stdout buffers of the usual sizes (musl's have 1 KB). Flushes after each line only for a terminal. */
export function setStandardStreams(machine: Machine, state: State): void {
  machine.lua.lua_getglobal(state, machine.text("io"));
  machine.standardOutput = setBuffer(machine, state, { name: "stdout", size: STDOUT_BUFFER });
  const lineEnd = machine.descriptors.isTerminal(STDOUT) ? NEWLINE : NO_LINE_END;
  machine.memory.setInt32(machine.standardOutput + lbf, lineEnd);
  machine.standardInput = setBuffer(machine, state, { name: "stdin", size: STDIN_BUFFER });
}

/**
 * What C does when a program ends: writes what is buffered, and moves a file on stdin back to where the script has
 * read.
 */
export function finishStreams({ lua, memory, standardInput }: Machine): void {
  const unread = memory.int32(standardInput + rend) - memory.int32(standardInput + rpos);
  if (standardInput !== 0 && unread > 0) lua.fflush(standardInput);
  lua.fflush(0);
}

function setBuffer(machine: Machine, state: State, stream: { readonly name: string; readonly size: number }): Pointer {
  const { lua, memory } = machine;
  lua.lua_getfield(state, -1, machine.text(stream.name));
  const file = memory.uint32(lua.lua_touserdata(state, -1) + luaL_Stream.f);
  lua.lua_settop(state, -2);
  memory.setInt32(file + buf, lua.malloc(FILE.unget + stream.size) + FILE.unget);
  memory.setInt32(file + buf_size, stream.size);
  return file;
}
