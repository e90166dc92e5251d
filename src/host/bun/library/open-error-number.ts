import type { FFIFunction } from "bun:ffi";
import { nativeCalls } from "./native-calls.ts";
import { openCLibrary } from "./open-c-library.ts";

const LOCATION = { args: [], returns: "ptr" } as const satisfies FFIFunction;

/**
 * Opens the C library's errno: the returned function says why the last call failed, unless another call came in between.
 * Open it before that call. Undefined if the C library has none.
 */
export function openErrorNumber(): (() => number) | undefined {
  const locate =
    process.platform === "darwin"
      ? openCLibrary({ __error: LOCATION })?.symbols.__error
      : openCLibrary({ __errno_location: LOCATION })?.symbols.__errno_location;
  if (locate === undefined) return undefined;
  return () => {
    const location = locate();
    return location === null ? 0 : nativeCalls.read.i32(location);
  };
}
