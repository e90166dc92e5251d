import { latin1 } from "./bytes.ts";
import { LUA_TSTRING, type State } from "./lua-exports.ts";
import type { Machine } from "./machine.ts";
import { isTextAlone } from "./text-alone.ts";
import { NO_TEXT } from "./write-error.ts";

/** Makes an error's message while the stack is still that of the error. */
export interface MessageHandler {
  /** The C function's index in the function table. */
  readonly index: number;
  /** Whether the script wants only the last message's text to be printed. */
  readonly saidAll: () => boolean;
  /** The exit status that the last error chose by its metamethod __exit_status; undefined for any other error. */
  readonly chosenStatus: () => bigint | undefined;
}

/**
 * The message handler of the stand-alone interpreter (msghandler in lua.c): the error's text and a traceback. If the
 * script prints texts alone, `error(text, 0)` gets no traceback.
 */
export function createMessageHandler(machine: Machine): MessageHandler {
  let saidAll = false;
  let chosen: bigint | undefined;
  // Now: at an error the script may have used all memory.
  if (machine.library !== undefined) machine.text(CHOSEN_STATUS);
  const index = machine.addFunction((state) => {
    chosen = readChosenStatus(machine, state);
    saidAll = machine.script.printsTextAlone === true && holdsTextAlone(machine, state);
    return saidAll ? 1 : addTraceback(machine, state);
  });
  return { index, saidAll: () => saidAll, chosenStatus: () => chosen };
}

/** The metamethod that is the exit status of an error. */
const CHOSEN_STATUS = "__exit_status";

/** Errors of helm.fail choose the script's exit status. */
function readChosenStatus(machine: Machine, state: State): bigint | undefined {
  const { lua, memory, scratch } = machine;
  if (machine.library === undefined) return undefined;
  if (lua.luaL_callmeta(state, 1, machine.text(CHOSEN_STATUS)) === 0) return undefined;
  const status = lua.lua_tointegerx(state, -1, scratch);
  const isInteger = memory.int32(scratch) !== 0;
  lua.lua_settop(state, -2);
  return isInteger ? status : undefined;
}

/** An interrupt's message is not the script's own text, wherever it happened. */
function holdsTextAlone(machine: Machine, state: State): boolean {
  if (machine.signal !== 0 || machine.lua.lua_type(state, 1) !== LUA_TSTRING) return false;
  return isTextAlone(machine.stringAt(state, 1)) && !isOfLibrary(machine, state);
}

/** What luaL_where begins with for library/arguments.lua, which raises the library's errors at the place of the script's call. */
const OF_LIBRARY = "helm.arguments:";

/** Whether the library raises the error. Behind `return`, it finds no place of the script's call, and yet the text is not the script's own. */
function isOfLibrary(machine: Machine, state: State): boolean {
  if (machine.library === undefined) return false;
  // Above this handler is the function `error`, and above that who called it.
  machine.lua.luaL_where(state, 2);
  const place = latin1(machine.stringAt(state, -1));
  machine.lua.lua_settop(state, -2);
  return place.startsWith(OF_LIBRARY);
}

function addTraceback(machine: Machine, state: State): number {
  const { lua, memory, scratch } = machine;
  let message = lua.lua_tolstring(state, 1, scratch);
  if (message !== 0 && memory.uint32(scratch) === 0) message = machine.text(NO_TEXT);
  if (message === 0) {
    const called = lua.luaL_callmeta(state, 1, machine.text("__tostring"));
    if (called !== 0 && lua.lua_type(state, -1) === LUA_TSTRING) return 1;
    message = machine.text(`(error object is a ${machine.typeName(state, 1)} value)`);
  }
  lua.luaL_traceback(state, state, message, 1);
  return 1;
}
