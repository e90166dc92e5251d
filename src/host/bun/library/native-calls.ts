import type { FFIFunction, Library } from "bun:ffi";

/** Functions of bun:ffi, under the same names. */
type NativeCalls = Pick<typeof import("bun:ffi"), "dlopen" | "ptr" | "read" | "toArrayBuffer">;

/**
 * Bun's object behind the module bun:ffi. To load the module takes a third of a millisecond, a twentieth of a plugin's
 * start. A Bun that does not have the object has the module.
 */
export const nativeCalls: NativeCalls =
  (Bun as { readonly FFI?: NativeCalls }).FFI ?? (require("bun:ffi") as typeof import("bun:ffi"));

/** Opens functions of a system's library. Throws if there is no such library, or it lacks one of them. */
export function openLibrary<Symbols extends Record<string, FFIFunction>>(
  name: string,
  symbols: Symbols,
): Library<Symbols> {
  // The object returns an error, the module throws it.
  const opened: Library<Symbols> | Error = nativeCalls.dlopen(name, symbols);
  if (opened instanceof Error) throw opened;
  return opened;
}
