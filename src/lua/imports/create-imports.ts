import type { Imports, Machine } from "../machine.ts";
import { environmentImports } from "./environment.ts";
import { fileImports } from "./files.ts";
import { hostFunctionImports } from "./host-functions.ts";
import { heapImports } from "./heap.ts";
import { interruptImports } from "./interrupt.ts";
import { jumpImports } from "./jump.ts";
import { libraryImports } from "./c-libraries.ts";
import { mathImports } from "./math.ts";
import { pathImports } from "./paths.ts";
import { processImports } from "./process.ts";
import { timeImports } from "./time.ts";

/**
 * Everything that the module imports. Both import modules get all functions, because it does not matter which one has a
 * function.
 */
export function createImports(machine: Machine): Readonly<Record<"env" | "wasi_snapshot_preview1", Imports>> {
  const all: Imports = {
    ...environmentImports(machine),
    ...fileImports(machine),
    ...heapImports(machine),
    ...hostFunctionImports(machine),
    ...interruptImports(machine),
    ...jumpImports(),
    ...libraryImports(machine),
    ...mathImports(),
    ...pathImports(machine),
    ...processImports(machine),
    ...timeImports(machine),
  };
  return { env: all, wasi_snapshot_preview1: all };
}
