import type { ChildOutput } from "../../processes.ts";
import { nodeFs } from "../node-fs.ts";

/** How often to look at a file with a limit, in milliseconds. */
export const LIMIT_PAUSE = 10;

/** Tells whether the file that a child writes is longer than its limit; undefined if there is no limit. */
export function outgrows(stdout: ChildOutput): (() => boolean) | undefined {
  if (typeof stdout === "string" || stdout.limit === undefined) return undefined;
  const { file, limit } = stdout;
  return () => (nodeFs().statSync(file, { throwIfNoEntry: false })?.size ?? 0) > limit;
}
