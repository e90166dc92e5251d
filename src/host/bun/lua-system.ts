import type { Descriptors } from "../descriptors.ts";
import type { LuaSystem } from "../lua-system.ts";
import { childProcesses } from "./children/child-processes.ts";
import { clock } from "./clock.ts";
import { entries } from "./entries.ts";
import { goOs } from "./go-platform.ts";
import { interrupts } from "./interrupts/interrupts.ts";
import { compileLuaModule } from "./lua-module.ts";
import { pathOperations } from "./path-operations.ts";
import { random } from "./random.ts";

/** What Lua's core libraries need from the machine, for Bun; with the host's descriptors. */
export function createLuaSystem(descriptors: Descriptors): LuaSystem {
  return {
    os: goOs,
    module: compileLuaModule,
    descriptors,
    paths: pathOperations,
    entries,
    children: childProcesses,
    clock,
    random,
    interrupts,
  };
}
