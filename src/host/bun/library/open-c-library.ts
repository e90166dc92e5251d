import { dlopen, type FFIFunction, type Library } from "bun:ffi";

/** Names under which the system's C library may be found: glibc's, musl's, macOS's; on Windows none has POSIX's functions. */
const C_LIBRARIES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ["libSystem.B.dylib"],
  win32: [],
};
const ELF_LIBRARIES = ["libc.so.6", "libc.musl-x86_64.so.1", "libc.musl-aarch64.so.1"];

/** Functions of the system's C library; undefined where none of its names leads to a library that has them all. */
export function openCLibrary<Symbols extends Record<string, FFIFunction>>(
  symbols: Symbols,
): Library<Symbols> | undefined {
  for (const name of C_LIBRARIES[process.platform] ?? ELF_LIBRARIES) {
    try {
      return dlopen(name, symbols);
    } catch {
      // Otherwise it is another C library's system: the next name is tried.
    }
  }
  return undefined;
}
