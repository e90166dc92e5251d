import type { LuaSystem } from "../lua-system.ts";
import { childProcesses } from "./children/child-processes.ts";
import { clock } from "./clock.ts";
import { createDescriptors } from "./streams/descriptors.ts";
import { interrupts } from "./interrupts/interrupts.ts";
import { compileLuaModule } from "./lua-module.ts";
import { pathOperations } from "./path-operations.ts";

const GO_OS: Readonly<Record<string, string>> = { win32: "windows", sunos: "solaris" };

/** What Lua's core libraries ask of the machine, over Bun. */
export function createLuaSystem(): LuaSystem {
  return {
    os: GO_OS[process.platform] ?? process.platform,
    module: compileLuaModule,
    descriptors: createDescriptors(),
    paths: pathOperations,
    children: childProcesses,
    clock,
    interrupts,
  };
}
