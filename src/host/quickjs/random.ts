import * as native from "qjs:host";
import type { Random } from "../random.ts";
import { hostError } from "./system-error.ts";

/** Random bytes from the system. */
export const random: Random = {
  bytes(count) {
    const bytes = new Uint8Array(count);
    const result = native.fillRandom(bytes);
    if (result < 0) throw hostError(result, "the system's random numbers");
    return bytes;
  },
};
