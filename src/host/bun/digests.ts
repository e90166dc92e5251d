import type { Digests } from "../digests.ts";

/** Digests by Bun's own native hashers. */
export const digests: Digests = {
  sha256: (bytes) => Bun.SHA256.hash(bytes, "hex"),
};
