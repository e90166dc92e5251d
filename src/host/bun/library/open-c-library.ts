import type { FFIFunction, Library } from "bun:ffi";
import { openLibrary } from "./native-calls.ts";

/** File names of the system's C library: glibc's, musl's, macOS's. No library on Windows has POSIX's functions. */
const C_LIBRARIES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ["libSystem.B.dylib"],
  win32: [],
};
const ELF_LIBRARIES = ["libc.so.6", "libc.musl-x86_64.so.1", "libc.musl-aarch64.so.1"];

/** Opens functions of the system's C library; undefined if no library of these names has all of them. */
export function openCLibrary<Symbols extends Record<string, FFIFunction>>(
  symbols: Symbols,
): Library<Symbols> | undefined {
  for (const name of C_LIBRARIES[process.platform] ?? ELF_LIBRARIES) {
    try {
      return openLibrary(name, symbols);
    } catch {
      // This is a different system's C library: try the next name.
    }
  }
  return undefined;
}
