import type { Random } from "../random.ts";

/** The most bytes that getRandomValues fills at once. */
const MOST = 65_536;

/** Random bytes from Bun, which asks the system. */
export const random: Random = {
  bytes(count) {
    const bytes = new Uint8Array(count);
    for (let at = 0; at < count; at += MOST) crypto.getRandomValues(bytes.subarray(at, at + MOST));
    return bytes;
  },
};
