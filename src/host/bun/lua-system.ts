import type { LuaSystem } from "../lua-system.ts";
import { childProcesses } from "./children/child-processes.ts";
import { clock } from "./clock.ts";
import { createDescriptors } from "./streams/descriptors.ts";
import { goOs } from "./go-platform.ts";
import { interrupts } from "./interrupts/interrupts.ts";
import { compileLuaModule } from "./lua-module.ts";
import { pathOperations } from "./path-operations.ts";
import { random } from "./random.ts";

/** What Lua's core libraries need from the machine, for Bun. */
export function createLuaSystem(): LuaSystem {
  return {
    os: goOs,
    module: compileLuaModule,
    descriptors: createDescriptors(),
    paths: pathOperations,
    children: childProcesses,
    clock,
    random,
    interrupts,
  };
}
