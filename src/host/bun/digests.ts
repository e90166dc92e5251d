import type { Digests } from "../digests.ts";

/** Digests from Bun's native hashers. */
export const digests: Digests = {
  sha256: (bytes) => Bun.SHA256.hash(bytes, "hex"),
  begin() {
    const hasher = new Bun.CryptoHasher("sha256");
    return { add: (bytes) => void hasher.update(bytes), end: () => hasher.digest("hex") };
  },
};
