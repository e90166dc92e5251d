import { bindLibraries } from "./bind-libraries.ts";
import { FAILURE } from "../errors/exit-statuses.ts";
import { runExitHandler } from "./exit-handler.ts";
import { exitStatus } from "./exit-status.ts";
import {
  LUA_ERRRUN,
  LUA_MULTRET,
  LUA_OK,
  LUA_REGISTRYINDEX,
  LUA_TFUNCTION,
  LUA_TNIL,
  type State,
} from "./lua-exports.ts";
import { latin1 } from "./bytes.ts";
import { loadScript } from "./load-script.ts";
import type { LuaScript } from "./lua-script.ts";
import type { Machine } from "./machine.ts";
import { mainStatus } from "./main-status.ts";
import { createMessageHandler, type MessageHandler } from "./message-handler.ts";
import { reserveMemory } from "./heap-limit.ts";
import { removeProgressLine } from "./progress-line.ts";
import { finishStreams } from "./standard-streams.ts";
import { failureStatus, reportFailure, reportUnloaded } from "./report-error.ts";
import { withoutLineEnds, writeError, writeLine } from "./write-error.ts";

/** LUA_RIDX_GLOBALS */
const GLOBALS = 2n;

/** What runs in a machine: gets its state with the message handler at index 1, and returns the exit status. */
export type Program = (machine: Machine, state: State, handler: MessageHandler) => bigint | number;

/** Runs a program in the machine's Lua state, closes the state and returns the exit status. */
export function runInState(machine: Machine, program: Program = runScript): number {
  const { lua } = machine;
  const state = lua.luff_state();
  bindLibraries(machine, state);
  const messageHandler = createMessageHandler(machine);
  let status: bigint | number = FAILURE;
  // As a C function of Lua, so that tracebacks end as in the stand-alone interpreter.
  const call = machine.addFunction((own) => {
    lua.lua_pushcclosure(own, messageHandler.index, 0);
    status = program(machine, own, messageHandler);
    return 0;
  });
  reserveMemory(machine);
  lua.lua_pushcclosure(state, call, 0);
  const outcome = lua.lua_pcallk(state, 0, 0, 0, 0, 0);
  if (outcome !== LUA_OK) status = reportFailure(machine, state, outcome);
  status = runExitHandler(machine, state, status);
  lua.lua_close(state);
  finishStreams(machine);
  removeProgressLine(machine);
  return exitStatus(machine.system.os, status);
}

/** Runs the machine's script and its main, and returns the exit status. */
export function runScript(machine: Machine, state: State, handler: MessageHandler): bigint | number {
  const loaded = loadScript(machine, state);
  if (loaded !== LUA_OK) return reportUnloaded(machine, state, loaded);
  return runLoadedScript(machine, state, handler);
}

/** Runs the script that is compiled on top of the stack, and its main, and returns the exit status. */
export function runLoadedScript(machine: Machine, state: State, messageHandler: MessageHandler): bigint | number {
  const { lua, script } = machine;
  const failure = callWithArguments(machine, state, messageHandler);
  if (failure !== undefined) return failure;
  lua.lua_settop(state, 1);
  const main = pushGlobal(machine, state, "main");
  if (main === LUA_TNIL && script.mainIsOptional === true) return 0;
  if (main !== LUA_TFUNCTION) {
    const other = main === LUA_TNIL ? localMain(script) : `; its global 'main' is a ${machine.typeName(state, -1)}`;
    writeError(machine, `${script.path}: the script defines no global function 'main'${other}`);
    return FAILURE;
  }
  return callWithArguments(machine, state, messageHandler) ?? mainStatus(machine, state, 2);
}

/** What to say of a `main` that only the script itself can see. */
function localMain({ source }: LuaScript): string {
  const isLocal = /^[ \t]*local[ \t]+(?:function[ \t]+)?main\b/m.test(latin1(source));
  return isLocal ? "; its 'main' is local: leave out the word 'local'" : "";
}

/**
 * Calls the function on top of the stack with the script's arguments. Undefined if it succeeded, otherwise the exit
 * status.
 */
function callWithArguments(machine: Machine, state: State, handler: MessageHandler): number | undefined {
  const { lua, script } = machine;
  if (lua.lua_checkstack(state, script.args.length + 3) === 0) {
    writeError(machine, "too many arguments to script");
    return FAILURE;
  }
  for (const argument of script.args) machine.pushBytes(state, argument);
  return callFunction(machine, state, { handler, args: script.args.length });
}

/** Calls a function of which so many arguments are on the stack. Undefined if it succeeded, otherwise the exit status. */
export function callFunction(
  machine: Machine,
  state: State,
  { handler, args }: { readonly handler: MessageHandler; readonly args: number },
): number | undefined {
  const { lua } = machine;
  const outcome = lua.lua_pcallk(state, args, LUA_MULTRET, 1, 0, 0);
  if (outcome === LUA_OK) return undefined;
  if (outcome !== LUA_ERRRUN) return reportFailure(machine, state, outcome);
  const chosen = handler.chosenStatus();
  if (chosen !== undefined) return reportChosen(machine, state, chosen);
  if (!handler.saidAll()) return reportFailure(machine, state, outcome);
  writeLine(machine, machine.stringAt(state, -1));
  return failureStatus(machine, FAILURE);
}

/** Reports the error of a script that chose its exit status itself: only the message, and no advice. */
function reportChosen(machine: Machine, state: State, status: bigint): number {
  writeError(machine, withoutLineEnds(machine.stringAt(state, -1)));
  return failureStatus(machine, exitStatus(machine.system.os, status));
}

/** Pushes a global by raw access, because a script's metatable for globals may refuse unknown names. Returns its type. */
export function pushGlobal(machine: Machine, state: State, name: string): number {
  const { lua } = machine;
  lua.lua_rawgeti(state, LUA_REGISTRYINDEX, GLOBALS);
  lua.lua_pushstring(state, machine.text(name));
  const type = lua.lua_rawget(state, -2);
  lua.lua_rotate(state, -2, 1);
  lua.lua_settop(state, -2);
  return type;
}
