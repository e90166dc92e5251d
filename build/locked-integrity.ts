import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root.ts";

/** The integrity (`sha512-` and base64) that bun.lock holds for a version of an npm package, undefined where it has none. */
export function lockedIntegrity(name: string, version: string): string | undefined {
  const lock = readFileSync(join(ROOT, "bun.lock"), "utf8");
  const entry = lock.split("\n").find((line) => line.includes(`["${name}@${version}"`));
  return /"(sha512-[^"]+)"\],?$/.exec(entry ?? "")?.[1];
}
