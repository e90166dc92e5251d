import { childProcesses } from "./children/child-processes.ts";
import { createLuaSystem } from "./lua-system.ts";
import { createDescriptors } from "./streams/descriptors.ts";

/**
 * The parts of the host that a Lua script needs. They are loaded together: in the executable each file that is loaded by
 * itself needs several chunks, because it shares code with the others.
 */
export const luaParts = { children: childProcesses, createDescriptors, createLuaSystem };
