import type { Descriptors } from "../descriptors.ts";
import type { LuaSystem } from "../lua-system.ts";
import { childProcesses } from "./children/child-processes.ts";
import { clock } from "./clock.ts";
import { entries } from "./entries.ts";
import { goOs } from "./go-platform.ts";
import { interrupts } from "./interrupts/interrupts.ts";
import { prepareLibraries } from "./library-modules.ts";
import { compileLuaModule } from "./lua-module.ts";
import { openPosixLibrary } from "./library/posix-library.ts";
import { pathOperations } from "./path-operations.ts";
import { programs } from "./programs.ts";
import { random } from "./random.ts";
import { rawArguments } from "./start/raw-arguments.ts";
import { rawVariables } from "./start/raw-variables.ts";

/** What Lua's core libraries need from the system, for Bun; with the host's descriptors. */
export function createLuaSystem(descriptors: Descriptors): LuaSystem {
  return {
    os: goOs,
    module() {
      const compiling = compileLuaModule();
      // Needed later, to watch for interrupts. Opening it takes no time while another thread compiles.
      openPosixLibrary();
      return compiling;
    },
    prepareLibraries,
    descriptors,
    paths: pathOperations,
    entries,
    children: childProcesses,
    programs,
    clock,
    random,
    rawTexts: { arguments: rawArguments, variables: rawVariables },
    interrupts,
  };
}
