import type { LuaModule, LuaSystem } from "../host/lua-system.ts";
import type { ErrorCode } from "../errors/error-codes.ts";
import { MACHINE_FAULT } from "../errors/exit-statuses.ts";
import { watchInterrupts } from "./interrupt.ts";
import type { LibraryHost } from "./library/library-host.ts";
import type { LuaScript } from "./lua-script.ts";
import { createImports } from "./imports/create-imports.ts";
import { removeTemporaries } from "./remove-temporaries.ts";
import { MachineFault, NO_MEMORY } from "./machine-fault.ts";
import { Machine } from "./machine.ts";
import { limitText } from "./report-limit.ts";
import { runInState, type Program } from "./run-in-state.ts";
import { errorStart, writeText, type Run } from "./write-error.ts";
import { ScriptExit } from "./script-exit.ts";

const FAILED: ErrorCode = "machine-failed";

/** What JavaScriptCore adds to a message: the expression in luff's code. */
const PLACE = / \(evaluating '.*$/s;

/**
 * Runs a script in its own Lua machine and returns the exit status (0-255, on Windows 32 bits). It has written all
 * output of the script, and any error message, when it returns. With a library host the script can `require` the
 * library `helm.*`. A program can run in the machine in the script's place.
 */
export async function runLuaScript(
  system: LuaSystem,
  script: LuaScript,
  { library, program }: { readonly library?: LibraryHost; readonly program?: Program | undefined } = {},
): Promise<number> {
  const module = await system.module();
  return runInMachine(module, { system, script, library }, program);
}

function runInMachine(module: LuaModule, run: Run, program: Program | undefined): number {
  let machine: Machine | undefined;
  try {
    machine = new Machine({ module, ...run, imports: createImports });
    watchInterrupts(machine);
    return runInState(machine, program);
  } catch (thrown) {
    if (thrown instanceof ScriptExit) return thrown.status;
    if (!isMachineFault(thrown)) throw thrown;
    const reason = thrown.message.replace(PLACE, "");
    writeText(run, `${errorStart(run.script)}the Lua machine failed: ${reason} [${FAILED}]\n`);
    if (thrown.message === NO_MEMORY) writeText(run, adviceOnMemory(run));
    return MACHINE_FAULT;
  } finally {
    machine?.unwatch?.();
    if (machine !== undefined) removeTemporaries(machine);
  }
}

function adviceOnMemory({ script }: Run): string {
  if (script.limits.memory !== undefined) return limitText(script, "memory");
  return "Hint: a limit on the memory of this process is too low; on POSIX `ulimit -v` shows it.\n";
}

/** A WebAssembly trap, a native stack overflow, or C's abort. Anything else that is thrown is a bug of luff. */
function isMachineFault(thrown: unknown): thrown is Error {
  if (thrown instanceof MachineFault || thrown instanceof RangeError) return true;
  return thrown instanceof Error && thrown.constructor.name === "RuntimeError";
}
