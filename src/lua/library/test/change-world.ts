import { partlyChanged } from "../../../host/partly-changed.ts";
import type { LuaSystem } from "../../../host/lua-system.ts";
import type { Machine } from "../../machine.ts";
import type { LibraryFunction } from "../library-function.ts";
import { bytesOf } from "../text-of.ts";
import { keyOfPath, withStandIns } from "./stand-in-files.ts";

/** The files that stand at other paths, and the machine's own system. */
interface World {
  readonly system: LuaSystem;
  readonly standIns: Map<string, Uint8Array>;
}

const worlds = new WeakMap<Machine, World>();

/** What helm.test changes of what a machine finds outside of itself. */
export const worldFunctions: { readonly [name: string]: LibraryFunction } = {
  /** Makes a path lead to another file. */
  stand_in({ machine }, path, file) {
    const world = worlds.get(machine) ?? { system: machine.system, standIns: new Map<string, Uint8Array>() };
    worlds.set(machine, world);
    world.standIns.set(keyOfPath(machine.system.os, bytesOf(path)), bytesOf(file));
    machine.system = withStandIns(world.system, world.standIns);
    return true;
  },
  /** Sets the clock, in seconds. It stands still but for waits, which take no time. */
  set_clock({ machine }, seconds) {
    machine.clock = stoppedAt(Number(seconds) * 1000, machine.clock.steady());
    return true;
  },
  /** Undoes all that. */
  restore_world({ machine }) {
    const world = worlds.get(machine);
    if (world !== undefined) machine.system = world.system;
    worlds.delete(machine);
    const { clock } = machine.system;
    machine.clock = ahead(clock, machine.clock.steady() - clock.steady());
    return true;
  },
};

/** The system's clock, of which what never goes back is ahead by what waits took. */
function ahead(clock: Machine["clock"], milliseconds: number): Machine["clock"] {
  return milliseconds > 0 ? partlyChanged(clock, { steady: () => clock.steady() + milliseconds }) : clock;
}

function stoppedAt(start: number, steady: number): Machine["clock"] {
  let waited = 0;
  const now = (): number => start + waited;
  return {
    now,
    fineNow: now,
    steady: () => steady + waited,
    block(milliseconds) {
      waited += milliseconds;
    },
  };
}
