import { SEEK_CURRENT, SEEK_END, SEEK_SET, type SeekBase } from "../../../host/descriptors.ts";
import { FILE, luaL_Stream } from "../../binary-facts.ts";
import { latin1 } from "../../bytes.ts";
import type { Pointer, State } from "../../lua-exports.ts";
import type { Machine } from "../../machine.ts";
import { integerArgument, isMissing, isText, textArgument } from "../arguments.ts";
import type { LuaFunction } from "../define-function.ts";
import { pushSystemError } from "../push-results.ts";

const BASES: Readonly<Record<string, SeekBase>> = { set: SEEK_SET, cur: SEEK_CURRENT, end: SEEK_END };
const EBADF = 9;
const EINVAL = 22;

interface Request {
  readonly file: Pointer;
  readonly base: SeekBase;
  readonly distance: number;
}

/** file:seek with 64-bit positions; the module's C library has only 32 bits. The original reports wrong arguments. */
export function createSeek(original: (state: State) => number): LuaFunction {
  return (machine, state) => {
    const request = readRequest(machine, state);
    if (request === undefined) return original(state);
    const position = seek(machine, request);
    if (position === undefined) return machine.lua.luaL_fileresult(state, 0, 0);
    if (position < 0) return pushSystemError(machine, state, position);
    machine.lua.lua_pushinteger(state, BigInt(position));
    return 1;
  };
}

function readRequest(machine: Machine, state: State): Request | undefined {
  const stream = machine.lua.luaL_testudata(state, 1, machine.text("FILE*"));
  if (stream === 0 || machine.memory.int32(stream + luaL_Stream.closef) === 0) return undefined;
  const base = isMissing(machine, state, 2) ? SEEK_CURRENT : BASES[baseWord(machine, state)];
  const distance = isMissing(machine, state, 3) ? 0n : integerArgument(machine, state, 3);
  if (base === undefined || distance === undefined) return undefined;
  return { file: machine.memory.uint32(stream + luaL_Stream.f), base, distance: Number(distance) };
}

function baseWord(machine: Machine, state: State): string {
  return isText(machine, state, 2) ? latin1(textArgument(machine, state, 2)) : "";
}

/**
 * C's flush writes what is buffered, or moves the descriptor back to where the script has read. Then the descriptor is
 * where the script expects it. Undefined if the flush failed (errno has the reason), minus errno for other failures.
 */
function seek(machine: Machine, { file, base, distance }: Request): number | undefined {
  const { lua, memory } = machine;
  const { fd, flags } = FILE.fields;
  const number = memory.int32(file + fd);
  const host = machine.descriptors.host(number);
  if (host === undefined) return -EBADF;
  const { descriptors } = machine.system;
  const seekable = descriptors.seek(host, 0, SEEK_CURRENT);
  if (seekable < 0) return seekable;
  if (lua.fflush(file) !== 0) return undefined;
  if (!Number.isSafeInteger(distance)) return -EINVAL;
  const text = machine.descriptors.text(number);
  const held = text === undefined || base !== SEEK_CURRENT ? 0 : text.behind(0);
  const position = descriptors.seek(host, distance - held, base);
  if (position >= 0) text?.forget();
  if (position >= 0) memory.setInt32(file + flags, memory.int32(file + flags) & ~FILE.F_EOF);
  return position;
}
