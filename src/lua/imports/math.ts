import type { Imports } from "../machine.ts";

/** Functions of C that the module lacks: a host's Math takes them from its C library, so they are exact to the last bit. */
export function mathImports(): Imports {
  return { cosh: Math.cosh, sinh: Math.sinh, tanh: Math.tanh };
}
