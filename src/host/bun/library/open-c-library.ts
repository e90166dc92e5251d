import type { FFIFunction, Library } from "bun:ffi";
import { openLibrary } from "./native-calls.ts";

/**
 * The system's C library, which every process has loaded: its path on macOS, its name for glibc, by which musl finds itself too. Bun looks
 * for a name that the system does not find in the working folder, and so does macOS: anybody may have put a file there.
 */
export const C_LIBRARIES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: "/usr/lib/libSystem.B.dylib",
  linux: "libc.so.6",
};

/** Opens functions of the system's C library; undefined if it lacks one of them. No library on Windows has POSIX's functions. */
export function openCLibrary<Symbols extends Record<string, FFIFunction>>(
  symbols: Symbols,
): Library<Symbols> | undefined {
  const name = C_LIBRARIES[process.platform];
  if (name === undefined) return undefined;
  try {
    return openLibrary(name, symbols);
  } catch {
    return undefined;
  }
}
