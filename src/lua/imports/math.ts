import type { Imports } from "../machine.ts";

/** C functions that the module lacks. The host's Math uses the host's C library, so they are exact to the last bit. */
export function mathImports(): Imports {
  return { cosh: Math.cosh, sinh: Math.sinh, tanh: Math.tanh };
}
