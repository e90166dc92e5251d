import type { LuaModule, LuaSystem } from "../host/lua-system.ts";
import { MACHINE_FAULT } from "../errors/exit-statuses.ts";
import { watchInterrupts } from "./interrupt.ts";
import type { LuaScript } from "./lua-script.ts";
import { createImports } from "./imports/create-imports.ts";
import { MachineFault } from "./machine-fault.ts";
import { Machine } from "./machine.ts";
import { writeError } from "./write-error.ts";
import { runInState } from "./run-in-state.ts";
import { ScriptExit } from "./script-exit.ts";

/** What JavaScriptCore adds to a message: the expression of luff's own in which it happened. */
const PLACE = / \(evaluating '.*$/s;

/**
 * Runs a script in a Lua machine of its own and answers the exit status (0-255, on Windows 32 bits). What the script
 * or its failure has to say is on stdout and stderr when this answers.
 */
export async function runLuaScript(system: LuaSystem, script: LuaScript): Promise<number> {
  const module = await system.module();
  return runInMachine(module, system, script);
}

function runInMachine(module: LuaModule, system: LuaSystem, script: LuaScript): number {
  const machine = new Machine({ module, system, script, imports: createImports });
  const unwatch = watchInterrupts(machine);
  try {
    return runInState(machine);
  } catch (thrown) {
    if (thrown instanceof ScriptExit) return thrown.status;
    if (!isMachineFault(thrown)) throw thrown;
    writeError(machine, `the Lua machine failed: ${thrown.message.replace(PLACE, "")}`);
    return MACHINE_FAULT;
  } finally {
    unwatch();
  }
}

/** A trap of WebAssembly, a native stack that is used up, or C's abort; anything else that is thrown is a bug of luff. */
function isMachineFault(thrown: unknown): thrown is Error {
  if (thrown instanceof MachineFault || thrown instanceof RangeError) return true;
  return thrown instanceof Error && thrown.constructor.name === "RuntimeError";
}
