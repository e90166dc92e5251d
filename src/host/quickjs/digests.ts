import { digestAdd, digestBegin, digestEnd, sha256 } from "qjs:host";
import type { Digests } from "../digests.ts";
import { hostError } from "./system-error.ts";

/** Digests in C: QuickJS alone would do a megabyte in a second. */
export const digests: Digests = {
  sha256,
  begin() {
    const digest = digestBegin();
    if (digest < 0) throw hostError(digest, "");
    return { add: (bytes) => digestAdd(digest, bytes), end: () => digestEnd(digest) };
  },
};
