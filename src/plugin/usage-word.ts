import type { Plugin } from "../manifest/plugin.ts";

/** The word by which Helm 4 calls a command of `apiVersion: v1`: the first word of its usage line, "" without one. */
export function usageWord({ type, usageLine }: Plugin): string {
  return type === "cli/v1" ? (usageLine.split(" ", 1)[0] ?? "") : "";
}
