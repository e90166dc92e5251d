import { exitStatus } from "../exit-status.ts";
import { MachineFault } from "../machine-fault.ts";
import type { Machine, Imports } from "../machine.ts";
import { finishStreams } from "../standard-streams.ts";
import { ScriptExit } from "../script-exit.ts";

export function processImports(machine: Machine): Imports {
  return {
    /** C's exit: streams are flushed, then nothing of the script runs any more. */
    exit(status: number): never {
      finishStreams(machine);
      throw new ScriptExit(exitStatus(machine.system.os, status));
    },
    abort(): never {
      throw new MachineFault("the Lua machine gave up");
    },
    /** Never called: os.execute is a function of luff's own. */
    system: () => -1,
  };
}
