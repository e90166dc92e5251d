import type { ChildEnd } from "../../host/child-processes.ts";
import { stopIfTimeIsOver } from "../interrupt.ts";
import type { State } from "../lua-exports.ts";
import type { Machine } from "../machine.ts";

const EINTR = 4;

/** Pushes nil, the system's message and the error number, given minus errno. */
export function pushSystemError(machine: Machine, state: State, result: number): number {
  if (result === -EINTR) stopIfTimeIsOver(machine);
  machine.setErrorNumber(-result);
  return machine.lua.luaL_fileresult(state, 0, 0);
}

/** Pushes the results of os.execute and of closing a popen'ed file: true or nil, "exit" or "signal", a number. */
export function pushChildEnd(machine: Machine, state: State, end: ChildEnd | number): number {
  if (typeof end === "number") return pushSystemError(machine, state, end);
  const { lua } = machine;
  if (end.kind === "exit" && end.code === 0) lua.lua_pushboolean(state, 1);
  else lua.lua_pushnil(state);
  lua.lua_pushstring(state, machine.text(end.kind));
  lua.lua_pushinteger(state, BigInt(end.code));
  return 3;
}
