import type { Machine } from "../../machine.ts";
import { errorNumberOf } from "../error-names.ts";
import type { LuaValue } from "../library-function.ts";
import { SystemFailure } from "../system-failure.ts";
import type { ProgramFlow } from "./program-flow.ts";

/** The programs of a machine. */
export interface Flows {
  /** Those that the script can ask about. */
  readonly byNumber: Map<number, ProgramFlow>;
  /** Those of which something can still come. */
  readonly alive: Set<ProgramFlow>;
  /** The number that was given last. */
  last: number;
}

const flowsOfMachines = new WeakMap<Machine, Flows>();

/** A machine's programs; at first there are none. */
export function flowsOf(machine: Machine): Flows {
  const known = flowsOfMachines.get(machine);
  if (known !== undefined) return known;
  const flows = { byNumber: new Map(), alive: new Set<ProgramFlow>(), last: 0 };
  flowsOfMachines.set(machine, flows);
  return flows;
}

/** The program with a number. Throws SystemFailure if there is none. */
export function flowOf(machine: Machine, number: LuaValue): ProgramFlow {
  const flow = flowsOf(machine).byNumber.get(Number(number));
  if (flow === undefined) throw new SystemFailure(errorNumberOf(machine.system.os, "ESRCH"), "program");
  return flow;
}
