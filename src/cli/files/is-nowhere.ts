import { HostError } from "../../host/host-error.ts";
import type { Host } from "../../host/host.ts";
import { isUnicode } from "../../text/is-unicode.ts";

/** Whether nothing is at a path, not even a broken link; false if that cannot be known. */
export function isNowhere({ disk }: Pick<Host, "disk">, path: string): boolean {
  try {
    return isUnicode(path) && disk.entry(path) === undefined;
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
}
