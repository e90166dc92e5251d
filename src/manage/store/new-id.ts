import type { Host } from "../../host/host.ts";

/** A name that nothing else has. */
export function newId({ random }: Pick<Host, "random">): string {
  return Array.from(random.bytes(16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
