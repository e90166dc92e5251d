import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root.ts";

/** The integrity (`sha512-` and base64) in bun.lock for a version of an npm package, undefined if there is none. */
export function lockedIntegrity(name: string, version: string): string | undefined {
  const lock = readFileSync(join(ROOT, "bun.lock"), "utf8");
  const entry = lock.split("\n").find((line) => line.includes(`["${name}@${version}"`));
  return /"(sha512-[^"]+)"\],?$/.exec(entry ?? "")?.[1];
}
