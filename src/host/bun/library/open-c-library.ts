import { dlopen, type FFIFunction, type Library } from "bun:ffi";
import { C_LIBRARIES } from "./c-library.ts";

/** Functions of the system's C library; undefined where none of its names leads to a library that has them all. */
export function openCLibrary<Symbols extends Record<string, FFIFunction>>(
  symbols: Symbols,
): Library<Symbols> | undefined {
  for (const name of C_LIBRARIES) {
    try {
      return dlopen(name, symbols);
    } catch {
      // Otherwise it is another C library's system: the next name is tried.
    }
  }
  return undefined;
}
