import { exitStatus } from "../exit-status.ts";
import { MachineFault } from "../machine-fault.ts";
import type { Machine, Imports } from "../machine.ts";
import { finishStreams } from "../standard-streams.ts";
import { ScriptExit } from "../script-exit.ts";

/** The imports that end the script. Each throws. */
export function processImports(machine: Machine): Imports {
  return {
    /** C's exit: flushes the streams; then nothing of the script runs any more. */
    exit(status: number): never {
      finishStreams(machine);
      throw new ScriptExit(exitStatus(machine.system.os, status));
    },
    abort(): never {
      throw new MachineFault("the Lua machine aborted");
    },
    /** Never called: luff replaces os.execute. */
    system: () => -1,
  };
}
